import { ConfigError } from '../config/config-error';
import { FileError, type FileSystem } from '../platform/file-system';
import { ScramPassword } from './scram/scram-password';

const property = 'internal.secret.file';
/** A secret is made by a machine, not thought of: shorter ones could be guessed from what an exchange shows. */
const secretLengthMin = 16;

/** The secret that all brokers of a cluster share: the first line of the file. Throws ConfigError. */
export async function readInternalSecret(fileSystem: FileSystem, path: string): Promise<ScramPassword> {
  let content: Buffer;
  try {
    content = await fileSystem.readFile(path);
  } catch (error) {
    const code = error instanceof FileError ? error.code : 'EOTHER';
    throw new ConfigError(property, `${property}: ${path} cannot be read (${code}).`);
  }
  const secret = content.toString('latin1').trim();
  if (!/^[\x21-\x7e]+$/.test(secret) || secret.length < secretLengthMin) {
    throw new ConfigError(
      property,
      `${property}: ${path} must hold one line of at least ${secretLengthMin} printable ASCII characters.`,
    );
  }
  return new ScramPassword(secret);
}
