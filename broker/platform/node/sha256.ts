import { createHash, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';

/**
 * Hashes from the machine's own library. They are pure, so that code which a simulation runs may use them directly: the
 * same bytes in give the same bytes out, and nothing waits.
 */
export function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

export function hmacSha256(key: Buffer, bytes: Buffer | string): Buffer {
  return createHmac('sha256', key).update(bytes).digest();
}

/** PBKDF2 with HMAC-SHA-256, which SCRAM calls Hi(). Slow on purpose: milliseconds. */
export function pbkdf2Sha256(password: string, salt: Buffer, iterations: number): Buffer {
  return pbkdf2Sync(password, salt, iterations, 32, 'sha256');
}

/** Compares without telling by its time where the difference is. */
export function equalBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
