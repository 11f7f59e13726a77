import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import { transactionLogKey, transactionLogValue } from '@/broker/protocol/transaction-records/transaction-log';
import type { DecodedBody } from './decode-payload';
import { jsonText } from './json-text';
import { timeText } from './time-text';

const versionBytes = 2;

/** States of a transaction, by the number that its record has. */
const states: readonly string[] = [
  'Empty',
  'Ongoing',
  'PrepareCommit',
  'PrepareAbort',
  'CompleteCommit',
  'CompleteAbort',
  'Dead',
  'PrepareEpochFence',
];

/** A record of `__transaction_state` in words. */
export function transactionStateBody(record: DecodedRecord, part: 'key' | 'value'): DecodedBody {
  const bytes = record[part];
  if (bytes === null || bytes.length < versionBytes) return { problem: 'It does not begin with a version.' };
  const version = bytes.readInt16BE(0);
  const body = bytes.subarray(versionBytes);
  const newest = part === 'key' ? 0 : 1;
  if (version < 0 || version > newest) return { problem: `It is of version ${version}, which is not read here.` };
  return { json: jsonText(part === 'key' ? transactionLogKey.decode(body, version) : stateOf(body, version)) };
}

function stateOf(body: Buffer, version: number) {
  const value = transactionLogValue.decode(body, version);
  const { previousProducerId, nextProducerId, transactionStatus, transactionPartitions } = value;
  const { transactionLastUpdateTimestampMs: updatedMs, transactionStartTimestampMs: startedMs } = value;
  return {
    state: states[transactionStatus] ?? transactionStatus,
    producerId: value.producerId,
    producerEpoch: value.producerEpoch,
    ...(previousProducerId === -1 ? {} : { previousProducerId }),
    ...(nextProducerId === -1 ? {} : { nextProducerId }),
    timeoutMs: value.transactionTimeoutMs,
    partitions: (transactionPartitions ?? []).map(({ topic, partitionIds }) => ({ topic, partitions: partitionIds })),
    ...(startedMs === -1 ? {} : { startedAt: timeText(startedMs) }),
    updatedAt: timeText(updatedMs),
    ...(version === 0 ? {} : { clientTransactionVersion: value.clientTransactionVersion }),
  };
}
