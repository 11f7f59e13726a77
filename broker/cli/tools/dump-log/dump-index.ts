import { open, readFile, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { batchHeader } from '../../../protocol/records/batch-header';
import { CodecError } from '../../../protocol/primitives/codec-error';
import { decodeBatch } from '../../../protocol/records/decode-batch';
import type { DumpSettings } from './dump-settings';
import { fileBatches, type FileBatch } from './file-batches';

const offsetEntryBytes = 8;
const timeEntryBytes = 12;

interface OffsetEntry {
  readonly offset: number;
  readonly position: number;
}

interface TimeEntry {
  readonly offset: number;
  readonly timestamp: number;
}

function baseOffsetOf(file: string): number {
  return Number(/(\d+)\.\w+$/.exec(file)?.[1] ?? 0);
}

function besides(file: string, suffix: string): string {
  return file.replace(/\.\w+$/, suffix);
}

/** Entries up to the zeros that a crash can leave behind the last one. */
function entriesOf<T extends { readonly offset: number }>(
  bytes: Buffer,
  entryBytes: number,
  baseOffset: number,
  read: (at: number) => T,
): T[] {
  const all = Array.from({ length: Math.floor(bytes.length / entryBytes) }, (_, index) => read(index * entryBytes));
  const end = all.findIndex(({ offset }, index) => index > 0 && offset === baseOffset);
  return end < 0 ? all : all.slice(0, end);
}

function offsetEntries(file: string, bytes: Buffer): OffsetEntry[] {
  const base = baseOffsetOf(file);
  return entriesOf(bytes, offsetEntryBytes, base, (at) => ({
    offset: base + bytes.readInt32BE(at),
    position: bytes.readInt32BE(at + 4),
  }));
}

function timeEntries(file: string, bytes: Buffer): TimeEntry[] {
  const base = baseOffsetOf(file);
  return entriesOf(bytes, timeEntryBytes, base, (at) => ({
    timestamp: Number(bytes.readBigInt64BE(at)),
    offset: base + bytes.readInt32BE(at + 8),
  }));
}

/** Whether a broker that starts would keep the index. */
function isSane(file: string, bytes: Buffer, entryBytes: number, last: { readonly offset: number } | undefined): boolean {
  return bytes.length % entryBytes === 0 && (last === undefined || last.offset >= baseOffsetOf(file));
}

async function printSanity(file: string, isSound: boolean, { print, warn }: DumpSettings): Promise<void> {
  if (isSound) await print(`${file} passed sanity check.\n`);
  else warn(`${file} did not pass the sanity check: it would be built again.`);
}

async function firstBatch(log: FileHandle, position: number, test: (batch: Buffer) => boolean): Promise<FileBatch | undefined> {
  const { size } = await log.stat();
  for await (const batch of fileBatches(log, position, size)) if (test(batch.bytes)) return batch;
  return undefined;
}

/** An offset index: its entries, each of which must name the last offset of the batch at its position. */
export async function dumpOffsetIndex(file: string, settings: DumpSettings): Promise<string[]> {
  const { print, isSanityOnly, isVerifyOnly } = settings;
  const bytes = await readFile(file);
  const entries = offsetEntries(file, bytes);
  if (entries.length === 0) {
    await print(`${file} is empty.\n`);
    return [];
  }
  if (isSanityOnly) {
    await printSanity(file, isSane(file, bytes, offsetEntryBytes, entries.at(-1)), settings);
    return [];
  }
  const mismatches: string[] = [];
  const log = await open(besides(file, '.log'), 'r');
  try {
    for (const { offset, position } of entries) {
      const batch = await firstBatch(log, position, () => true);
      const found = batch === undefined ? -1 : batchHeader.lastOffset(batch.bytes, 0);
      if (found !== offset) mismatches.unshift(`  Index offset: ${offset}, log offset: ${found}`);
      if (!isVerifyOnly) await print(`offset: ${offset} position: ${position}\n`);
    }
  } finally {
    await log.close();
  }
  return mismatches.length === 0 ? [] : [`Mismatches in :${path.resolve(file)}`, ...mismatches];
}

function latestTimestamp(batch: Buffer): number | undefined {
  try {
    return Math.max(-1, ...[...decodeBatch(batch, 0)].map(({ timestamp }) => Number(timestamp)));
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}

/** A time index: its entries, each of which must name the latest time of the batch that ends at its offset. */
export async function dumpTimeIndex(file: string, settings: DumpSettings): Promise<string[]> {
  const { print, isSanityOnly, isVerifyOnly } = settings;
  const bytes = await readFile(file);
  const entries = timeEntries(file, bytes);
  if (isSanityOnly) {
    await printSanity(file, isSane(file, bytes, timeEntryBytes, entries.at(-1)), settings);
    return [];
  }
  const [wrong, late, missing]: [string[], string[], string[]] = [[], [], []];
  const positions = offsetEntries(file, await readFile(besides(file, '.index')));
  const log = await open(besides(file, '.log'), 'r');
  let previous = -1;
  try {
    for (const { offset, timestamp } of entries) {
      const position = positions.findLast((entry) => entry.offset <= offset)?.position ?? 0;
      const batch = await firstBatch(log, position, (found) => batchHeader.lastOffset(found, 0) >= offset);
      const lastOffset = batch === undefined ? -1 : batchHeader.lastOffset(batch.bytes, 0);
      if (batch === undefined || lastOffset !== offset) {
        missing.push(`Indexed offset: ${offset}, found log offset: ${lastOffset}`);
      } else {
        const latest = latestTimestamp(batch.bytes);
        if (latest !== timestamp) wrong.push(`  Index timestamp: ${timestamp}, log timestamp: ${latest ?? 'unreadable'}`);
        if (previous >= timestamp) late.push(`  Index timestamp: ${timestamp}, Previously indexed timestamp: ${previous}`);
      }
      if (!isVerifyOnly) await print(`timestamp: ${timestamp} offset: ${offset}\n`);
      previous = timestamp;
    }
  } finally {
    await log.close();
  }
  const titled = (title: string, lines: string[]): string[] =>
    lines.length === 0 ? [] : [`${title} in :${path.resolve(file)}`, ...lines];
  return [
    ...titled('Found timestamp mismatch', wrong),
    ...titled('Found out of order timestamp', late),
    ...titled('The following indexed offsets are not found', missing),
  ];
}
