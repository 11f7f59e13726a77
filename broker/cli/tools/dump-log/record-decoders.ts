import { groupMetadataKey, groupMetadataValue } from '../../../protocol/group-records/group-metadata';
import { offsetCommitKey, offsetCommitValue } from '../../../protocol/group-records/offset-commit';
import { decodeMetadataRecord } from '../../../metadata/metadata-record';
import { consumerProtocolAssignment, consumerProtocolSubscription } from '../../../protocol/messages/consumer-protocol';
import { CodecError } from '../../../protocol/primitives/codec-error';
import { Reader } from '../../../protocol/primitives/reader';
import type { DecodedRecord } from '../../../protocol/records/decode-batch';
import type { Message } from '../../../protocol/schema/message';
import type { Fields } from '../../../protocol/schema/struct';
import { messageJson, type Json } from './message-json';
import { metadataMessages } from './metadata-messages';

/** What is printed of a record; a part that is missing is not printed. */
interface DecodedText {
  readonly key: string | undefined;
  readonly payload: string | undefined;
}

export type RecordDecoder = (record: DecodedRecord) => DecodedText;

/** Key and value as UTF-8. */
export const textDecoder: RecordDecoder = ({ key, value }) => ({ key: key?.toString(), payload: value?.toString() });

/** What is wrong with bytes that are no record of the kind; any other error is thrown again. */
function problemOf(error: unknown): string {
  if (error instanceof CodecError || error instanceof RangeError) return error.message;
  throw error;
}

/** `PartitionChange` → `PARTITION_CHANGE_RECORD`. */
function metadataTypeName(type: string): string {
  return `${type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase()}_RECORD`;
}

/** Records of `__cluster_metadata`. */
export const metadataDecoder: RecordDecoder = ({ offset, value }) => {
  if (value === null) return { key: undefined, payload: undefined };
  try {
    const record = decodeMetadataRecord(value);
    const frame = new Reader(value);
    frame.readUnsignedVarint(); // the frame's version
    frame.readUnsignedVarint(); // the record's type
    const version = frame.readUnsignedVarint();
    const data = messageJson(metadataMessages[record.type], version, record.value);
    return { key: undefined, payload: JSON.stringify({ type: metadataTypeName(record.type), version, data }) };
  } catch (error) {
    return { key: undefined, payload: `Error at ${offset}, skipping. ${problemOf(error)}` };
  }
};

/** Kinds of records of `__consumer_offsets` by the number their key starts with. */
const groupKinds: Readonly<Record<number, readonly [key: Message<Fields>, value: Message<Fields>]>> = {
  0: [offsetCommitKey, offsetCommitValue],
  1: [offsetCommitKey, offsetCommitValue],
  2: [groupMetadataKey, groupMetadataValue],
};

/** What consumers put into a member's bytes. */
const memberMessages: Readonly<Record<string, Message<Fields>>> = {
  subscription: consumerProtocolSubscription,
  assignment: consumerProtocolAssignment,
};

/** A member's bytes as what they say; bytes that consumers did not write stay as they are. */
function memberBytesJson(name: string, json: Json): Json {
  const message = memberMessages[name];
  if (message === undefined || typeof json !== 'string') return json;
  const bytes = Buffer.from(json, 'base64');
  if (bytes.length < 2) return json;
  const version = Math.min(bytes.readInt16BE(0), message.versions.max);
  try {
    return messageJson(message, version, message.decode(bytes.subarray(2), version));
  } catch (error) {
    if (error instanceof CodecError || error instanceof RangeError) return json;
    throw error;
  }
}

/** The members of a group of consumers, with what they said and got. */
function membersShown(json: Json): Json {
  if (!isObject(json) || json['protocolType'] !== 'consumer' || !Array.isArray(json['members'])) return json;
  const members = json['members'].map((member) =>
    isObject(member)
      ? Object.fromEntries(Object.entries(member).map(([name, part]) => [name, memberBytesJson(name, part)]))
      : member,
  );
  return { ...json, members };
}

function isObject(json: Json): json is { [name: string]: Json } {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** Records of `__consumer_offsets`, of classic groups. */
export const offsetsDecoder: RecordDecoder = ({ offset, key, value }) => {
  if (key === null || key.length < 2) {
    return { key: `Error at offset ${offset}, skipping. The record has no key.`, payload: undefined };
  }
  const type = key.readInt16BE(0);
  const kind = groupKinds[type];
  if (kind === undefined) return { key: `Unknown record type ${type} at offset ${offset}, skipping.`, payload: undefined };
  const [keyMessage, valueMessage] = kind;
  try {
    const keyData = messageJson(keyMessage, 0, keyMessage.decode(key.subarray(2), 0));
    const keyText = JSON.stringify({ type: String(type), data: keyData });
    if (value === null) return { key: keyText, payload: '<DELETE>' };
    const version = value.readInt16BE(0);
    const data = membersShown(messageJson(valueMessage, version, valueMessage.decode(value.subarray(2), version)));
    return { key: keyText, payload: JSON.stringify({ version: String(version), data }) };
  } catch (error) {
    return { key: `Error at offset ${offset}, skipping. ${problemOf(error)}`, payload: undefined };
  }
};
