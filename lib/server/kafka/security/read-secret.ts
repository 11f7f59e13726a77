import { readFile } from 'node:fs/promises';
import type { Secret } from '../../console-config';
import { ServiceError } from '../../service-error';

/** What the secret is now. `what` names it in the error: never its content, nor where it was looked for. */
export async function readSecret(secret: Secret, what: string): Promise<string> {
  if ('value' in secret) return secret.value;
  const text = 'env' in secret ? process.env[secret.env] : await readSecretFile(secret.file, what);
  if (text === undefined || text === '') throw unreadable(what);
  return text;
}

async function readSecretFile(file: string, what: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    throw unreadable(what, error);
  }
}

function unreadable(what: string, cause?: unknown): ServiceError {
  return new ServiceError('CREDENTIALS_UNREADABLE', `The console cannot read the ${what} of this cluster.`, {
    retriable: true,
    details: { what, unsent: true },
    cause,
  });
}
