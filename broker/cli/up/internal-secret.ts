import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const internalSecretName = 'internal.secret';

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/**
 * The file with the secret by which the brokers of a data directory know each other: 32 random bytes as base64url,
 * readable by its owner only, made once. It goes to the brokers by its name and never stands on a command line.
 */
export async function ensureInternalSecret(dataDirectory: string): Promise<string> {
  const file = path.join(dataDirectory, internalSecretName);
  try {
    if ((await readFile(file, 'utf8')).trim() !== '') return file;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  await writeFile(`${file}.tmp`, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  await rename(`${file}.tmp`, file);
  return file;
}
