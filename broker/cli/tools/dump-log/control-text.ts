import { CodecError } from '../../../protocol/primitives/codec-error';
import type { DecodedRecord } from '../../../protocol/records/decode-batch';
import {
  kRaftVersionRecord,
  leaderChangeMessage,
  snapshotFooterRecord,
  snapshotHeaderRecord,
  votersRecord,
} from '../../../protocol/records/control-records';
import type { Message } from '../../../protocol/schema/message';
import type { Fields } from '../../../protocol/schema/struct';
import { messageJson } from './message-json';

/** The kinds of control records by the number in their key, with Kafka's words before what they say. */
const kinds: Readonly<Record<number, readonly [word: string, message: Message<Fields>]>> = {
  2: ['LeaderChange:', leaderChangeMessage],
  3: ['SnapshotHeader', snapshotHeaderRecord],
  4: ['SnapshotFooter', snapshotFooterRecord],
  5: ['KRaftVersion', kRaftVersionRecord],
  6: ['KRaftVoters', votersRecord],
};

const markers: Readonly<Record<number, string>> = { 0: 'ABORT', 1: 'COMMIT' };

/** What Kafka prints of a control record. */
export function controlText({ key, value }: DecodedRecord): string {
  const type = key !== null && key.length >= 4 ? key.readInt16BE(2) : -1;
  const marker = markers[type];
  // Both kinds of value start with their version, an int16.
  if (marker !== undefined && value !== null && value.length >= 6) {
    return `endTxnMarker: ${marker} coordinatorEpoch: ${value.readInt32BE(2)}`;
  }
  const kind = kinds[type];
  if (kind === undefined || value === null || value.length < 2) return `controlType: UNKNOWN(${type})`;
  const [word, message] = kind;
  const version = value.readInt16BE(0);
  try {
    return `${word} ${JSON.stringify(messageJson(message, version, message.decode(value, version)))}`;
  } catch (error) {
    if (error instanceof CodecError || error instanceof RangeError) return `${word} ${error.message}`;
    throw error;
  }
}
