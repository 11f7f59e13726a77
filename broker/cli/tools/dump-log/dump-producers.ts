import { readFile } from 'node:fs/promises';
import { decodeProducerSnapshot } from '../../../log/producer-snapshot';
import type { ProducerStateEntry } from '../../../log/producer-state-entry';
import { optionalLong } from './batch-lines';
import type { DumpSettings } from './dump-settings';

function producerLine(entry: ProducerStateEntry): string {
  const [batch] = entry.batches;
  const facts = [
    `producerId: ${entry.producerId}`,
    `producerEpoch: ${entry.producerEpoch}`,
    `coordinatorEpoch: ${entry.coordinatorEpoch}`,
    `currentTxnFirstOffset: ${optionalLong(entry.currentTxnFirstOffset < 0 ? undefined : entry.currentTxnFirstOffset)}`,
    `lastTimestamp: ${entry.lastTimestampMs}`,
  ];
  if (batch === undefined) return facts.join(' ');
  const { firstSequence, lastSequence, firstOffset, lastOffset, timestampMs } = batch;
  return [
    ...facts,
    `firstSequence: ${firstSequence}`,
    `lastSequence: ${lastSequence}`,
    `lastOffset: ${lastOffset}`,
    `offsetDelta: ${lastOffset - firstOffset}`,
    `timestamp: ${timestampMs}`,
  ].join(' ');
}

/** A snapshot of producer state: a line for each producer. */
export async function dumpProducers(file: string, { print, warn }: DumpSettings): Promise<void> {
  const entries = decodeProducerSnapshot(await readFile(file));
  if (entries === undefined) warn(`Snapshot file '${file}' is corrupted.`);
  else await print(entries.map((entry) => `${producerLine(entry)}\n`).join(''));
}
