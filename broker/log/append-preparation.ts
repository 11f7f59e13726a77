import { KafkaError } from '../protocol/kafka-error';
import { batchHeader, batchHeaderBytes } from '../protocol/records/batch-header';
import { validateBatch } from '../protocol/records/validate-batch';
import type { AppendOptions } from './log-append-info';
import { damageOf } from './batch-scan';
import type { LogConfig } from './log-config';
import type { ProducerStateManager } from './producer-state-manager';

/** Batches checked and stamped, ready to be written at the log's end. */
export interface PreparedAppend {
  readonly records: Buffer;
  /** Bytes to write; 0 for a duplicate. */
  readonly sizeBytes: number;
  readonly firstOffset: number;
  readonly lastOffset: number;
  readonly maxTimestampMs: number;
  readonly logAppendTimeMs: number;
  readonly duplicate: boolean;
}

export interface PreparationContext {
  readonly nextOffset: number;
  readonly nowMs: number;
  readonly config: LogConfig;
  readonly producers: ProducerStateManager;
}

const transactionsUnsupported = 'Transactions are not supported yet.';

/** Checks what a leader is asked to append and gives it its offsets, epoch and time. Throws the KafkaError to answer. */
export function prepareLeaderAppend(records: Buffer, options: AppendOptions, context: PreparationContext): PreparedAppend {
  const { config, producers, nowMs } = context;
  const isClient = options.origin === 'client';
  const batchCount = checkSizes(records, config, isClient);
  if (isClient && batchCount !== 1)
    throw new KafkaError('INVALID_RECORD', 'A produce request holds one record batch per partition.');
  const logAppendTimeMs = config.messageTimestampType === 'LogAppendTime' && options.origin !== 'raft-leader' ? nowMs : -1;
  if (isClient) {
    checkClientBatch(records, config, nowMs);
    const original = producers.findDuplicate(records, 0);
    if (original !== undefined) {
      return {
        records,
        sizeBytes: 0,
        firstOffset: original.firstOffset,
        lastOffset: original.lastOffset,
        maxTimestampMs: original.timestampMs,
        logAppendTimeMs: logAppendTimeMs < 0 ? -1 : original.timestampMs,
        duplicate: true,
      };
    }
    producers.check(records, 0);
  }
  let offset = context.nextOffset;
  let maxTimestampMs = -1;
  for (let at = 0; at < records.length; at += batchHeader.sizeBytes(records, at)) {
    batchHeader.setBaseOffset(records, at, offset);
    batchHeader.setPartitionLeaderEpoch(records, at, options.leaderEpoch);
    if (logAppendTimeMs >= 0) {
      batchHeader.setLogAppendTime(records, at, logAppendTimeMs);
      batchHeader.setCrc(records, at);
    }
    maxTimestampMs = Math.max(maxTimestampMs, batchHeader.maxTimestamp(records, at));
    offset = batchHeader.lastOffset(records, at) + 1;
  }
  return {
    records,
    sizeBytes: records.length,
    firstOffset: context.nextOffset,
    lastOffset: offset - 1,
    maxTimestampMs,
    logAppendTimeMs,
    duplicate: false,
  };
}

/** Checks what a leader sent: offsets, epochs and times are already its own. */
export function prepareFollowerAppend(records: Buffer, context: PreparationContext): PreparedAppend {
  checkSizes(records, undefined, false);
  let expected = context.nextOffset;
  let maxTimestampMs = -1;
  for (let at = 0; at < records.length; at += batchHeader.sizeBytes(records, at)) {
    const damage = damageOf(records, at);
    if (damage !== undefined) throw new KafkaError('CORRUPT_MESSAGE', `The leader sent a damaged batch: ${damage}.`);
    const offset = batchHeader.baseOffset(records, at);
    if (offset < expected) {
      throw new KafkaError('OFFSET_OUT_OF_RANGE', `The leader sent offset ${offset}; the log ends before ${expected}.`);
    }
    expected = batchHeader.lastOffset(records, at) + 1;
    maxTimestampMs = Math.max(maxTimestampMs, batchHeader.maxTimestamp(records, at));
  }
  return {
    records,
    sizeBytes: records.length,
    firstOffset: batchHeader.baseOffset(records, 0),
    lastOffset: expected - 1,
    maxTimestampMs,
    logAppendTimeMs: -1,
    duplicate: false,
  };
}

/** Resolves to the number of batches; they must fill the buffer exactly. */
function checkSizes(records: Buffer, limits: LogConfig | undefined, isClient: boolean): number {
  if (records.length === 0) throw new KafkaError('INVALID_RECORD', 'There is no record batch to append.');
  let batchCount = 0;
  let at = 0;
  while (at < records.length) {
    const left = records.length - at;
    const sizeBytes = left < batchHeaderBytes ? -1 : batchHeader.sizeBytes(records, at);
    if (sizeBytes < batchHeaderBytes || sizeBytes > left) {
      throw new KafkaError('CORRUPT_MESSAGE', 'The record batch is cut short.');
    }
    if (isClient && limits !== undefined && sizeBytes > limits.maxMessageBytes) {
      throw new KafkaError(
        'MESSAGE_TOO_LARGE',
        `The record batch has ${sizeBytes} bytes; max.message.bytes is ${limits.maxMessageBytes}.`,
      );
    }
    at += sizeBytes;
    batchCount += 1;
  }
  if (limits !== undefined && records.length > limits.segmentBytes) {
    throw new KafkaError(
      'RECORD_LIST_TOO_LARGE',
      `The record batches have ${records.length} bytes; segment.bytes is ${limits.segmentBytes}.`,
    );
  }
  return batchCount;
}

function checkClientBatch(records: Buffer, config: LogConfig, nowMs: number): void {
  const timestamps = validateBatch(records, 0, { requireKeys: config.cleanupPolicy.has('compact'), allowControl: false });
  if (batchHeader.isTransactional(records, 0)) throw new KafkaError('INVALID_TXN_STATE', transactionsUnsupported);
  if (config.messageTimestampType === 'LogAppendTime') return;
  if (batchHeader.isLogAppendTime(records, 0)) {
    throw new KafkaError('INVALID_TIMESTAMP', 'Producers must not mark a batch LogAppendTime.');
  }
  const { minTimestamp, maxTimestamp } = timestamps;
  if (maxTimestamp - nowMs > config.messageTimestampAfterMaxMs) {
    throw new KafkaError(
      'INVALID_TIMESTAMP',
      `Timestamp ${maxTimestamp} is more than ${config.messageTimestampAfterMaxMs} ms after the broker's time ${nowMs}.`,
    );
  }
  if (minTimestamp >= 0 && nowMs - minTimestamp > config.messageTimestampBeforeMaxMs) {
    throw new KafkaError(
      'INVALID_TIMESTAMP',
      `Timestamp ${minTimestamp} is more than ${config.messageTimestampBeforeMaxMs} ms before the broker's time ${nowMs}.`,
    );
  }
  if (batchHeader.maxTimestamp(records, 0) === maxTimestamp || !Number.isSafeInteger(maxTimestamp)) return;
  batchHeader.setMaxTimestamp(records, 0, maxTimestamp);
  batchHeader.setCrc(records, 0);
}
