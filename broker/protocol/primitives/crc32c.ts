import { crc32c as nativeCrc32c } from '@node-rs/crc32';

/** CRC-32C (Castagnoli) of the bytes, continuing from `initial`. */
export function crc32c(bytes: Buffer, initial = 0): number {
  return nativeCrc32c(bytes, initial);
}
