import { CodecError } from '../primitives/codec-error';
import { batchHeader, batchHeaderBytes } from './batch-header';

/** Bytes up to and with the magic: enough to judge a batch's length. */
const prefixBytes = 17;

/**
 * Where each whole batch of `buffer` starts and how long it is; stops before a last one that is cut short. A length or
 * magic that no batch can have is a CodecError.
 */
export function* batchesIn(buffer: Buffer): Generator<{ at: number; sizeBytes: number }> {
  let at = 0;
  while (buffer.length - at >= prefixBytes) {
    const sizeBytes = batchHeader.sizeBytes(buffer, at);
    if (sizeBytes < batchHeaderBytes) throw new CodecError(`record batch of ${sizeBytes} bytes`, at).within('records');
    const magic = batchHeader.magic(buffer, at);
    if (magic !== 2) throw new CodecError(`record batch with magic ${magic}`, at).within('records');
    if (sizeBytes > buffer.length - at) return;
    yield { at, sizeBytes };
    at += sizeBytes;
  }
}
