import { batchHeader } from '../../../protocol/records/batch-header';
import type { DecodedRecord } from '../../../protocol/records/decode-batch';

const sequenceMax = 0x7fff_ffff;
/** The attribute that says that the base timestamp is when tombstones may go. */
const deleteHorizonBit = 0x40;

function timestampType(batch: Buffer): string {
  return batchHeader.isLogAppendTime(batch, 0) ? 'LogAppendTime' : 'CreateTime';
}

/** The sequence `distance` behind the batch's first; −1 for a batch without sequences. */
function sequenceAt(batch: Buffer, distance: number): number {
  const first = batchHeader.baseSequence(batch, 0);
  return first < 0 ? first : (first + distance) % (sequenceMax + 1);
}

/** As Java prints a number that may be missing. */
export function optionalLong(value: number | undefined): string {
  return value === undefined ? 'OptionalLong.empty' : `OptionalLong[${value}]`;
}

/** Kafka's line about a batch, of which `batch` are the bytes. */
export function batchLine(batch: Buffer, position: number): string {
  const hasHorizon = (batchHeader.attributes(batch, 0) & deleteHorizonBit) !== 0;
  const facts: [string, string | number | boolean][] = [
    ['baseOffset', batchHeader.baseOffset(batch, 0)],
    ['lastOffset', batchHeader.lastOffset(batch, 0)],
    ['count', batchHeader.recordCount(batch, 0)],
    ['baseSequence', batchHeader.baseSequence(batch, 0)],
    ['lastSequence', sequenceAt(batch, batchHeader.lastOffsetDelta(batch, 0))],
    ['producerId', batchHeader.producerId(batch, 0)],
    ['producerEpoch', batchHeader.producerEpoch(batch, 0)],
    ['partitionLeaderEpoch', batchHeader.partitionLeaderEpoch(batch, 0)],
    ['isTransactional', batchHeader.isTransactional(batch, 0)],
    ['isControl', batchHeader.isControl(batch, 0)],
    ['deleteHorizonMs', optionalLong(hasHorizon ? batchHeader.baseTimestamp(batch, 0) : undefined)],
    ['position', position],
    [timestampType(batch), batchHeader.maxTimestamp(batch, 0)],
    ['size', batch.length],
    ['magic', batchHeader.magic(batch, 0)],
    ['compresscodec', batchHeader.compression(batch, 0) ?? 'unknown'],
    ['crc', batchHeader.crc(batch, 0)],
    ['isvalid', batchHeader.crc(batch, 0) === batchHeader.computeCrc(batch, 0)],
  ];
  return facts.map(([name, value]) => `${name}: ${value}`).join(' ');
}

/** Kafka's facts about record number `index` of the batch. */
export function recordFacts(batch: Buffer, record: DecodedRecord, index: number): string {
  const { offset, timestamp, key, value, headers } = record;
  const facts = [
    `offset: ${offset}`,
    `${timestampType(batch)}: ${timestamp.toString()}`,
    `keySize: ${key?.length ?? -1}`,
    `valueSize: ${value?.length ?? -1}`,
    `sequence: ${sequenceAt(batch, index)}`,
    `headerKeys: [${headers.map((header) => header.key.toString()).join(',')}]`,
  ];
  return `| ${facts.join(' ')}`;
}
