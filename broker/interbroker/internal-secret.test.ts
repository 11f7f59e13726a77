import { expect, test } from 'vitest';
import { ConfigError } from '../config/config-error';
import { simMachine } from '../simulation/interbroker/sim-machine';
import { readInternalSecret } from './internal-secret';

test('the line that a file holds is the secret', async () => {
  const { random, fileSystem } = simMachine(1);
  await fileSystem.replaceFile('/secret', Buffer.from(`${random.bytes(32).toString('base64url')}\n`));
  const [first, again] = [await readInternalSecret(fileSystem, '/secret'), await readInternalSecret(fileSystem, '/secret')];
  const salt = Buffer.from('salt');
  expect(first.keys(salt, 4096).storedKey).toEqual(again.keys(salt, 4096).storedKey);
});

test.each([
  ['missing', undefined],
  ['empty', ''],
  ['short', 'only 15 letters'.replaceAll(' ', '-')],
  ['of several words', 'a secret of at least sixteen characters'],
  ['not ASCII', 'schlüssel-von-ausreichender-länge'],
])('a file that is %s is refused without showing it', async (_what, content) => {
  const { fileSystem } = simMachine(1);
  if (content !== undefined) await fileSystem.replaceFile('/secret', Buffer.from(content));
  const reading = readInternalSecret(fileSystem, '/secret');
  await expect(reading).rejects.toBeInstanceOf(ConfigError);
  await expect(reading).rejects.toThrow('internal.secret.file: /secret');
});
