import { expect, test } from 'vitest';
import type { Random } from '../../platform/random';
import { SimRandom } from '../../simulation/sim-random';
import { ScramClient } from './scram-client';
import { ScramError } from './scram-error';
import { ScramPassword } from './scram-password';
import { ScramServer } from './scram-server';

const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
const iterations = 4096;

/** Gives the nonce that an example wants. */
function nonceOf(base64: string): Random {
  return { bytes: () => Buffer.from(base64, 'base64'), integer: () => 0 };
}

function serverFor(password: string, random: Random): ScramServer {
  const keys = new ScramPassword(password).keys(salt, iterations);
  return new ScramServer({ keysOf: (username) => (username === 'user' ? keys : undefined), random });
}

function clientFor(password: string, random: Random = new SimRandom(1), username = 'user'): ScramClient {
  return new ScramClient({ username, password: new ScramPassword(password), random });
}

test('the messages are those of the example in RFC 7677', () => {
  // The server's nonce there is no base64, so its half of the exchange is replayed, with our keys behind it.
  const client = clientFor('pencil', nonceOf('rOprNGfwEbeRWgbNEkqO'));
  expect(client.first().toString()).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
  const serverFirst = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';
  expect(client.final(Buffer.from(serverFirst)).toString()).toBe(
    'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
  );
  client.verify(Buffer.from('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4='));
  expect(() => {
    client.verify(Buffer.from('v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4='));
  }).toThrow(ScramError);
});

test('both sides prove that they know the password', () => {
  const client = clientFor('the secret of the cluster');
  const server = serverFor('the secret of the cluster', new SimRandom(2));
  const outcome = server.final(client.final(server.first(client.first())));
  expect(outcome.username).toBe('user');
  client.verify(outcome.message);
});

test('a wrong password, a name that may not come in, and a server that does not know the password are refused', () => {
  const stranger = clientFor('another secret');
  const server = serverFor('the secret', new SimRandom(2));
  const answer = stranger.final(server.first(stranger.first()));
  expect(() => server.final(answer)).toThrow('does not know the password');

  expect(() => serverFor('x', new SimRandom(2)).first(clientFor('x', new SimRandom(1), 'root').first())).toThrow(
    'may not come in',
  );

  const client = clientFor('the secret');
  client.final(serverFor('guessed', new SimRandom(3)).first(client.first()));
  expect(() => {
    client.verify(Buffer.from(`v=${Buffer.alloc(32).toString('base64')}`));
  }).toThrow('does not know');
});

test('what was said in one exchange is worth nothing in another', () => {
  const client = clientFor('the secret');
  const random = new SimRandom(2);
  const server = serverFor('the secret', random);
  const [first, final] = [client.first(), client.final(server.first(client.first()))];
  server.final(final);
  const next = serverFor('the secret', random);
  next.first(first);
  expect(() => next.final(final)).toThrow('answered another');
});

test.each([
  ['no nonce of ours', `r=somebody else's,s=${salt.toString('base64')},i=4096`],
  ['cheap iterations', 'own,s=AAAA,i=1'],
  ['endless iterations', 'own,s=AAAA,i=999999999'],
  ['no salt', 'own,s=,i=4096'],
  ['no number', 'own,s=AAAA,i=many'],
  ['an extension', 'm=x,own,s=AAAA,i=4096'],
  ['bytes', '\u0000'],
])('a server that sends %s is not answered', (_what, text) => {
  const client = clientFor('p');
  const own = client.first().toString().slice('n,,n=user,'.length);
  expect(() => client.final(Buffer.from(text.replace('own', `${own}x`)))).toThrow(ScramError);
});

test.each([
  ['a channel binding', 'p=tls-unique,,n=user,r=abc'],
  ['another identity', 'n,a=root,n=user,r=abc'],
  ['no name', 'n,,n=,r=abc'],
  ['a broken escape', 'n,,n=us=er,r=abc'],
  ['an extension that must be understood', 'n,,m=x,n=user,r=abc'],
  ['no nonce', 'n,,n=user,r='],
  ['nothing', ''],
])('a client that begins with %s is refused', (_what, text) => {
  expect(() => serverFor('p', new SimRandom(2)).first(Buffer.from(text))).toThrow(ScramError);
});

test.each([
  ['a short proof', (text: string) => text.replace(/p=.*/, 'p=AAAA')],
  ['no proof', (text: string) => text.replace(/,p=.*/, '')],
  ['another header', (text: string) => text.replace('c=biws', 'c=eSws')],
  ['more than was asked', (text: string) => `${text},x=y`],
])('a client that ends with %s is refused', (_what, change) => {
  const client = clientFor('p');
  const server = serverFor('p', new SimRandom(2));
  const final = client.final(server.first(client.first())).toString();
  expect(() => server.final(Buffer.from(change(final)))).toThrow(ScramError);
});

test('a final message that nothing came before is refused', () => {
  expect(() => serverFor('p', new SimRandom(2)).final(Buffer.from('c=biws,r=a,p=AAAA'))).toThrow(ScramError);
});

test('names with commas and equal signs travel', () => {
  const keys = new ScramPassword('p').keys(salt, iterations);
  const server = new ScramServer({ keysOf: () => keys, random: new SimRandom(2) });
  const client = clientFor('p', new SimRandom(1), 'a=b,c');
  expect(server.final(client.final(server.first(client.first()))).username).toBe('a=b,c');
});

test('keys are derived once for each salt', () => {
  const password = new ScramPassword('p');
  expect(password.keys(salt, iterations)).toBe(password.keys(Buffer.from(salt), iterations));
});
