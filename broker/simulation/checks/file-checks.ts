import { logSuffix, offsetIndexSuffix, offsetOfFileName, timeIndexSuffix } from '../../log/file-names';
import { parseLogDirectoryName } from '../../log/log-directory-name';
import { OffsetIndex } from '../../log/offset-index';
import { TimeIndex } from '../../log/time-index';
import { batchHeader, batchHeaderBytes } from '../../protocol/records/batch-header';
import type { SimNode } from '../cluster/sim-node';
import { SimDirectory } from '../sim-disk';
import { SimFile } from '../sim-file';
import type { Report } from '../workload/history';

const offsetEntryBytes = 8;
const timeEntryBytes = 12;

/** Reads what a stopped broker left on its disk, as Kafka's dump-log would. */
export function checkFiles(node: SimNode, report: Report): void {
  const root = node.machine.disk.find(node.directory);
  if (!(root instanceof SimDirectory)) return;
  for (const [name, directory] of root.entries) {
    if (directory instanceof SimDirectory && parseLogDirectoryName(name) !== undefined)
      checkLog(`${node.name}:${name}`, directory, report);
  }
}

function checkLog(where: string, directory: SimDirectory, report: Report): void {
  const bases = [...directory.entries.keys()]
    .map((name) => offsetOfFileName(name, logSuffix))
    .filter((base) => base !== undefined)
    .sort((a, b) => a - b);
  let nextOffset = bases[0] ?? 0;
  let epoch = -1;
  for (const base of bases) {
    const name = String(base).padStart(20, '0');
    const bytes = contentOf(directory, `${name}${logSuffix}`);
    if (base !== nextOffset) report('segments follow each other', `${where}/${name}: the one before ends at ${nextOffset}`);
    nextOffset = base;
    const ends = new Map<number, number>();
    const latestMs = new Map<number, number>();
    let maxTimestampMs = -1;
    let at = 0;
    while (at + batchHeaderBytes <= bytes.length) {
      const sizeBytes = batchHeader.sizeBytes(bytes, at);
      if (sizeBytes < batchHeaderBytes || at + sizeBytes > bytes.length) break;
      if (batchHeader.computeCrc(bytes, at) !== batchHeader.crc(bytes, at)) {
        report('batches are whole', `${where}/${name} at ${at}`);
        return;
      }
      if (batchHeader.baseOffset(bytes, at) !== nextOffset)
        report('offsets have no gap', `${where}: ${batchHeader.baseOffset(bytes, at)} comes after ${nextOffset - 1}`);
      if (batchHeader.partitionLeaderEpoch(bytes, at) < epoch)
        report('epochs in a log go forward', `${where}@${nextOffset}: ${epoch}, then less`);
      epoch = batchHeader.partitionLeaderEpoch(bytes, at);
      nextOffset = batchHeader.lastOffset(bytes, at) + 1;
      ends.set(at, nextOffset - 1);
      maxTimestampMs = Math.max(maxTimestampMs, batchHeader.maxTimestamp(bytes, at));
      latestMs.set(nextOffset - 1, maxTimestampMs);
      at += sizeBytes;
    }
    if (at !== bytes.length) report('a log ends with a whole batch', `${where}/${name}: ${bytes.length - at} bytes more`);
    checkIndexes(where, directory, { base, name, ends, latestMs, logBytes: bytes.length }, report);
  }
}

interface CheckedSegment {
  readonly base: number;
  readonly name: string;
  /** Last offset by position of each batch. */
  readonly ends: ReadonlyMap<number, number>;
  /** The latest timestamp up to the end of each batch, by its last offset. */
  readonly latestMs: ReadonlyMap<number, number>;
  readonly logBytes: number;
}

/**
 * An index that is missing or cannot be read is built again before it is used: the offset index of the last segment is
 * written without a sync when its log is closed, so a power failure can tear it, also when another segment follows by
 * then. One that can be read has to be right.
 */
function checkIndexes(where: string, directory: SimDirectory, segment: CheckedSegment, report: Report): void {
  const { base, name, ends, latestMs, logBytes } = segment;
  const offsets = contentOf(directory, `${name}${offsetIndexSuffix}`);
  const endOffset = Number.MAX_SAFE_INTEGER;
  const index = OffsetIndex.parse(base, offsets, { logBytes, endOffset });
  for (let at = 0; at < (index?.count ?? 0) * offsetEntryBytes; at += offsetEntryBytes) {
    const position = offsets.readInt32BE(at + 4);
    const offset = base + offsets.readInt32BE(at);
    if (ends.get(position) !== offset)
      report('index entries point at batches', `${where}/${name}${offsetIndexSuffix} says ${offset} is at ${position}`);
  }
  const times = contentOf(directory, `${name}${timeIndexSuffix}`);
  const timeIndex = TimeIndex.parse(base, times, { logBytes, endOffset });
  if (timeIndex !== undefined && timeIndex.count > 0 && !isAt(latestMs, timeIndex))
    report(
      'time indexes end with the latest record',
      `${where}/${name}${timeIndexSuffix} ends with ${timeIndex.lastTimestampMs} at ${timeIndex.lastOffset}`,
    );
  for (let at = 0; at < (timeIndex?.count ?? 0) * timeEntryBytes; at += timeEntryBytes) {
    const timestampMs = Number(times.readBigInt64BE(at));
    const offset = base + times.readInt32BE(at + 8);
    for (const [lastOffset, latest] of latestMs)
      if (lastOffset <= offset && latest > timestampMs)
        report(
          'time indexes miss no record',
          `${where}/${name}${timeIndexSuffix}: ${lastOffset} is later than ${timestampMs} at ${offset}`,
        );
  }
}

/** Whether the segment's latest record is where its time index says. */
function isAt(latestMs: ReadonlyMap<number, number>, { lastTimestampMs, lastOffset }: TimeIndex): boolean {
  const maxTimestampMs = Math.max(...latestMs.values());
  return lastTimestampMs === maxTimestampMs && latestMs.get(lastOffset) === maxTimestampMs;
}

function contentOf(directory: SimDirectory, name: string): Buffer {
  const file = directory.entries.get(name);
  return file instanceof SimFile ? file.view() : Buffer.alloc(0);
}
