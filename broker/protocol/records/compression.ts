import { gunzipSync, gzipSync } from 'node:zlib';
import { CodecError } from '../primitives/codec-error';
import type { CompressionName } from './batch-header';
import { compressLz4, decompressLz4 } from './lz4-frame';
import { compressSnappy, decompressSnappy } from './snappy-frame';
import { compressZstd, decompressZstd, zstdReady } from './zstd-frame';

/** Await it once before the first compress() or decompress(): one codec may have to be loaded. */
export function compressionReady(): Promise<void> {
  return zstdReady();
}

export function compress(codec: CompressionName, body: Buffer): Buffer {
  switch (codec) {
    case 'none':
      return body;
    case 'gzip':
      return gzipSync(body);
    case 'snappy':
      return compressSnappy(body);
    case 'lz4':
      return compressLz4(body);
    case 'zstd':
      return compressZstd(body);
  }
}

function inflate(codec: CompressionName, body: Buffer, bytesMax: number): Buffer {
  switch (codec) {
    case 'none':
      return body;
    case 'gzip':
      return gunzipSync(body, { maxOutputLength: Math.max(1, bytesMax) });
    case 'snappy':
      return decompressSnappy(body, bytesMax);
    case 'lz4':
      return decompressLz4(body, bytesMax);
    case 'zstd':
      return decompressZstd(body, bytesMax);
  }
}

/** Inflates a batch's body. Throws CodecError when it is not what the codec writes, or is more than `bytesMax` bytes. */
export function decompress(codec: CompressionName, body: Buffer, bytesMax: number): Buffer {
  try {
    return inflate(codec, body, bytesMax);
  } catch (error) {
    if (error instanceof CodecError) throw error.within(codec);
    const reason = error instanceof Error ? error.message : String(error);
    throw new CodecError(`${codec} cannot be decompressed: ${reason}`, 0);
  }
}
