import { open } from 'node:fs/promises';
import path from 'node:path';
import { CodecError } from '../../../protocol/primitives/codec-error';
import { batchHeader } from '../../../protocol/records/batch-header';
import { decodeBatch } from '../../../protocol/records/decode-batch';
import { batchLine, recordFacts } from './batch-lines';
import { controlText } from './control-text';
import type { DumpSettings } from './dump-settings';
import { fileBatches } from './file-batches';

/** Offsets that do not follow each other. */
type Gap = readonly [before: number, after: number];

/** What a file's name says: where a log starts, or up to where a snapshot goes. */
export function titleOf(name: string): string {
  const [, offset, epoch] = /^(\d+)-(\d+)\.checkpoint$/.exec(name) ?? [];
  if (offset !== undefined && epoch !== undefined) return `Snapshot end offset: ${Number(offset)}, epoch: ${Number(epoch)}`;
  if (name === 'bootstrap.checkpoint') return 'KRaft bootstrap snapshot';
  return `Log starting offset: ${Number.parseInt(name, 10)}`;
}

/** The lines about a batch's records. */
function recordLines(batch: Buffer, { decoder, isContentPrinted, isMetadataSkipped }: DumpSettings, offsets: number[]): string[] {
  const isControl = batchHeader.isControl(batch, 0);
  const lines: string[] = [];
  let index = 0;
  for (const record of decodeBatch(batch, 0)) {
    offsets.push(record.offset);
    const facts = isMetadataSkipped ? [] : [recordFacts(batch, record, index)];
    if (isControl && !isMetadataSkipped) facts.push(controlText(record));
    if (isContentPrinted && !isControl) {
      const { key, payload } = decoder(record);
      if (isMetadataSkipped && (key !== undefined || payload !== undefined)) facts.push('|');
      if (key !== undefined) facts.push(`key: ${key}`);
      if (payload !== undefined) facts.push(`payload: ${payload}`);
    }
    lines.push(facts.join(' '));
    index += 1;
  }
  return lines;
}

function gapsIn(offsets: readonly number[], before: number): Gap[] {
  return offsets.flatMap((offset, index) => {
    const previous = index === 0 ? before : (offsets[index - 1] ?? before);
    return offset === previous + 1 ? [] : [[previous, offset] as const];
  });
}

/** A log or a snapshot: a line for each batch, and one for each record when that was asked for. Returns gaps in it. */
export async function dumpRecords(file: string, settings: DumpSettings): Promise<Gap[]> {
  const { print, warn, stopped, isDeep, maxBytes } = settings;
  const gaps: Gap[] = [];
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    await print(`${titleOf(path.basename(file))}\n`);
    let validBytes = 0;
    let lastOffset = -1;
    for await (const { position, bytes } of fileBatches(handle, 0, Math.min(size, maxBytes))) {
      if (stopped.aborted) return [];
      await print(`${batchLine(bytes, position)}\n`);
      validBytes = position + bytes.length;
      if (!isDeep) continue;
      const offsets: number[] = [];
      try {
        const lines = recordLines(bytes, settings, offsets);
        await print(lines.map((line) => `${line}\n`).join(''));
      } catch (error) {
        if (!(error instanceof CodecError)) throw error;
        warn(`The records at position ${position} of ${file} cannot be read: ${error.message}`);
      }
      gaps.push(...gapsIn(offsets, lastOffset));
      lastOffset = offsets.at(-1) ?? lastOffset;
    }
    if (validBytes < size && maxBytes >= size) {
      await print(`Found ${size - validBytes} invalid bytes at the end of ${path.basename(file)}\n`);
    }
  } finally {
    await handle.close();
  }
  return gaps;
}
