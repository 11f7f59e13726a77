import { CodecError } from '../primitives/codec-error';
import { KafkaError } from '../kafka-error';
import { batchHeader, batchHeaderBytes } from './batch-header';
import { recordsOfBatch } from './decode-batch';
import { decompressedBytesMaxDefault } from './compression-limits';
import { RecordCursor } from './record-cursor';

interface BatchRules {
  /** Compacted topics refuse records without a key. */
  requireKeys: boolean;
  /** Only the broker itself writes control batches. */
  allowControl: boolean;
}

/** What the records themselves say, which the header might not: the range of their CreateTime timestamps. */
interface BatchTimestamps {
  minTimestamp: number;
  maxTimestamp: number;
}

function corrupt(sentence: string): never {
  throw new KafkaError('CORRUPT_MESSAGE', sentence);
}

function invalid(sentence: string): never {
  throw new KafkaError('INVALID_RECORD', sentence);
}

function validateHeader(buffer: Buffer, at: number, rules: BatchRules): void {
  const sizeBytes = buffer.length - at < batchHeaderBytes ? -1 : batchHeader.sizeBytes(buffer, at);
  if (sizeBytes < batchHeaderBytes || sizeBytes > buffer.length - at) corrupt('The record batch is cut short.');
  const magic = batchHeader.magic(buffer, at);
  if (magic !== 2) invalid(`The record batch has magic ${magic}; only 2 is supported.`);
  if (batchHeader.computeCrc(buffer, at) !== batchHeader.crc(buffer, at)) corrupt('The record batch does not match its CRC.');
  if (batchHeader.compression(buffer, at) === undefined) {
    throw new KafkaError('UNSUPPORTED_COMPRESSION_TYPE', 'The record batch has an unknown compression type.');
  }
  if (batchHeader.isControl(buffer, at) && !rules.allowControl) invalid('Clients must not write control batches.');
  const recordCount = batchHeader.recordCount(buffer, at);
  const lastOffsetDelta = batchHeader.lastOffsetDelta(buffer, at);
  if (recordCount <= 0 || recordCount !== lastOffsetDelta + 1) {
    invalid(`The record batch says it has ${recordCount} records, with ${lastOffsetDelta} as the last offset delta.`);
  }
  if (batchHeader.producerId(buffer, at) >= 0 && !batchHeader.isControl(buffer, at)) {
    if (batchHeader.baseSequence(buffer, at) < 0) invalid('The record batch has a producer id but no sequence number.');
    if (batchHeader.producerEpoch(buffer, at) < 0) invalid('The record batch has a producer id but no producer epoch.');
  }
}

function validateRecords(buffer: Buffer, at: number, rules: BatchRules): BatchTimestamps {
  const body = recordsOfBatch(buffer, at, decompressedBytesMaxDefault);
  const baseTimestamp = batchHeader.baseTimestamp(buffer, at);
  const recordCount = batchHeader.recordCount(buffer, at);
  const requireKeys = rules.requireKeys && !batchHeader.isControl(buffer, at);
  const cursor = new RecordCursor(body.buffer, body.start, body.end);
  let minTimestamp = Number.POSITIVE_INFINITY;
  let maxTimestamp = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < recordCount; index += 1) {
    cursor.next();
    if (cursor.offsetDelta !== index) invalid(`Record ${index} of the batch has the offset delta ${cursor.offsetDelta}.`);
    if (requireKeys && cursor.keyLength < 0) invalid('A compacted topic takes no record without a key.');
    const timestamp = baseTimestamp + cursor.timestampDelta;
    if (timestamp < minTimestamp) minTimestamp = timestamp;
    if (timestamp > maxTimestamp) maxTimestamp = timestamp;
  }
  if (!cursor.atEnd) invalid(`The record batch has bytes after its ${recordCount} records.`);
  return { minTimestamp, maxTimestamp };
}

/**
 * What a leader checks on a batch that a client produced: structure, CRC, offset deltas 0…n−1, keys. Throws KafkaError.
 * Allocates nothing per record; a compressed body is inflated once, into one buffer.
 */
export function validateBatch(buffer: Buffer, at: number, rules: BatchRules): BatchTimestamps {
  validateHeader(buffer, at, rules);
  try {
    return validateRecords(buffer, at, rules);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    throw new KafkaError('INVALID_RECORD', `The record batch is malformed: ${error.message}.`, { cause: error });
  }
}
