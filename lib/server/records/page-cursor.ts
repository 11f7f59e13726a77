import { createHash } from 'node:crypto';
import { Reader } from '@/broker/protocol/primitives/reader';
import { uuidFromBytes, uuidToBytes } from '@/broker/protocol/primitives/uuid';
import { CodecError } from '@/broker/protocol/primitives/codec-error';
import { ServiceError } from '../service-error';
import type { WalkDirection } from './partition-walk';

/**
 * Where a walk over a topic goes on, and all that it is bound to. As bytes: version i8 = 1 · flags u8 (1 rows newest first,
 * 2 walking against the rows' order, 4 starts present) · topic id 16 · query hash 8 · count, then per partition as varints:
 * index minus the last one, frozen end, end minus position, end minus start (if present) · 4 bytes of a hash of all before.
 * The text is base64url.
 */
export interface PageCursor {
  readonly topicId: string;
  /** Order of the rows. */
  readonly dir: WalkDirection;
  /** Which way this cursor walks: `dir` for next, the other for previous. */
  readonly move: WalkDirection;
  readonly queryHash: string;
  readonly partitions: readonly CursorPartition[];
}

export interface CursorPartition {
  readonly partition: number;
  readonly position: number;
  readonly end: number;
  /** Only where the query has a lower bound of its own. */
  readonly start: number | undefined;
}

const version = 1;
const checkBytes = 4;

/** Binds a cursor to what was asked: the filter, the partitions and the isolation. */
export function queryHashOf(parts: readonly (string | undefined)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part === undefined ? '-' : `${part.length}:${part}`);
  return hash.digest().subarray(0, 8).toString('hex');
}

export function encodePageCursor(cursor: PageCursor): string {
  const hasStarts = cursor.partitions.some(({ start }) => start !== undefined);
  const flags = (cursor.dir === 'backward' ? 1 : 0) | (cursor.move === cursor.dir ? 0 : 2) | (hasStarts ? 4 : 0);
  const bytes: number[] = [version, flags, ...uuidToBytes(cursor.topicId), ...Buffer.from(cursor.queryHash, 'hex')];
  pushVarint(bytes, cursor.partitions.length);
  let last = 0;
  for (const { partition, position, end, start } of cursor.partitions) {
    pushVarint(bytes, partition - last);
    pushVarint(bytes, end);
    pushVarint(bytes, end - position);
    if (hasStarts) pushVarint(bytes, end - (start ?? 0));
    last = partition;
  }
  const body = Buffer.from(bytes);
  return Buffer.concat([body, checkOf(body)]).toString('base64url');
}

export function decodePageCursor(text: string): PageCursor {
  const bytes = Buffer.from(text, 'base64url');
  const body = bytes.subarray(0, Math.max(0, bytes.length - checkBytes));
  if (body.length < 26 || body[0] !== version || !checkOf(body).equals(bytes.subarray(body.length))) throw notACursor();
  try {
    return readCursor(new Reader(body, 1));
  } catch (error) {
    if (error instanceof CodecError) throw notACursor();
    throw error;
  }
}

function readCursor(reader: Reader): PageCursor {
  const flags = reader.readUint8();
  const topicId = uuidFromBytes(reader.readBytes(16));
  const queryHash = reader.readBytes(8).toString('hex');
  const dir: WalkDirection = (flags & 1) === 0 ? 'forward' : 'backward';
  const opposite: WalkDirection = dir === 'forward' ? 'backward' : 'forward';
  const partitions: CursorPartition[] = [];
  let last = 0;
  for (let left = readVarint(reader); left > 0; left -= 1) {
    const partition = last + readVarint(reader);
    const end = readVarint(reader);
    const position = end - readVarint(reader);
    const start = (flags & 4) === 0 ? undefined : end - readVarint(reader);
    partitions.push({ partition, position, end, start });
    last = partition;
  }
  return { topicId, dir, move: (flags & 2) === 0 ? dir : opposite, queryHash, partitions };
}

function checkOf(body: Buffer): Buffer {
  return createHash('sha256').update(body).digest().subarray(0, checkBytes);
}

function notACursor(): ServiceError {
  return new ServiceError('INVALID_CURSOR', 'This is no cursor of ours.', { field: 'cursor' });
}

/** Base 128, low digits first, for any safe integer. */
function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

function readVarint(reader: Reader): number {
  let value = 0;
  for (let factor = 1; factor <= 2 ** 49; factor *= 0x80) {
    const byte = reader.readUint8();
    value += (byte & 0x7f) * factor;
    if ((byte & 0x80) === 0) return value;
  }
  return reader.fail('varint longer than 53 bits');
}
