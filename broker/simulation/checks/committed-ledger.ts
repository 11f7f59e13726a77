import { offsetOfFileName, logSuffix } from '../../log/file-names';
import { batchHeader, batchHeaderBytes } from '../../protocol/records/batch-header';
import { SimDirectory, type SimDisk } from '../sim-disk';
import { SimFile } from '../sim-file';
import type { Report } from '../workload/history';

/** Where a replica's committed batches were read up to. */
interface Cursor {
  file: SimFile | undefined;
  position: number;
  nextOffset: number;
}

/**
 * What is committed in one partition, batch by batch, as the first replica whose high watermark passed it had it. Every
 * other replica, and every later life, must have the same bytes there.
 */
export class CommittedLedger {
  readonly #name: string;
  readonly #report: Report;
  /** By offset: a number for the bytes and the leader epoch of its batch. */
  readonly #marks: (number | undefined)[] = [];
  readonly #cursors = new Map<string, Cursor>();

  constructor(name: string, report: Report) {
    this.#name = name;
    this.#report = report;
  }

  /** Compares what became committed on the replica since the last call. */
  check(replica: string, disk: SimDisk, directory: string, log: { logStartOffset: number; highWatermark: number }): void {
    let cursor = this.#cursors.get(replica);
    if (cursor === undefined) {
      cursor = { file: undefined, position: 0, nextOffset: log.logStartOffset };
      this.#cursors.set(replica, cursor);
    }
    if (cursor.nextOffset < log.logStartOffset) {
      cursor.nextOffset = log.logStartOffset;
      cursor.file = undefined;
    }
    while (cursor.nextOffset < log.highWatermark) {
      cursor.file ??= this.#findSegment(disk, directory, cursor);
      if (cursor.file === undefined || !this.#readBatch(replica, cursor, log.highWatermark)) return;
    }
  }

  #findSegment(disk: SimDisk, directory: string, cursor: Cursor): SimFile | undefined {
    const node = disk.find(directory);
    if (!(node instanceof SimDirectory)) return undefined;
    let found: SimFile | undefined;
    let foundBase = -1;
    for (const [name, entry] of node.entries) {
      const base = offsetOfFileName(name, logSuffix);
      if (base === undefined || base > cursor.nextOffset || base <= foundBase || !(entry instanceof SimFile)) continue;
      found = entry;
      foundBase = base;
    }
    cursor.position = 0;
    return found;
  }

  /** False when the file has no whole batch there: a segment ends, or was cut meanwhile. */
  #readBatch(replica: string, cursor: Cursor, highWatermark: number): boolean {
    const bytes = cursor.file?.view() ?? Buffer.alloc(0);
    const at = cursor.position;
    if (at + batchHeaderBytes > bytes.length || at + batchHeader.sizeBytes(bytes, at) > bytes.length) {
      const isElsewhere = at > 0;
      cursor.file = undefined;
      return isElsewhere;
    }
    const lastOffset = batchHeader.lastOffset(bytes, at);
    if (lastOffset >= highWatermark) return false;
    cursor.position += batchHeader.sizeBytes(bytes, at);
    if (lastOffset >= cursor.nextOffset) this.#compare(replica, bytes, at);
    cursor.nextOffset = Math.max(cursor.nextOffset, lastOffset + 1);
    return true;
  }

  #compare(replica: string, bytes: Buffer, at: number): void {
    const mark = batchHeader.crc(bytes, at) ^ Math.imul(batchHeader.partitionLeaderEpoch(bytes, at), 0x9e3779b1);
    const lastOffset = batchHeader.lastOffset(bytes, at);
    for (let offset = batchHeader.baseOffset(bytes, at); offset <= lastOffset; offset += 1) {
      const known = this.#marks[offset];
      if (known === undefined) this.#marks[offset] = mark;
      else if (known !== mark) {
        this.#report('replicas agree', `${replica} has another batch at ${this.#name}@${offset} than was committed before`);
        return;
      }
    }
  }
}
