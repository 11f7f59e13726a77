/**
 * Offsets of a log directory's partitions, one file per kind. Text: a line "0" (the format's version), a line with the
 * count, then one line "<topic> <partition> <offset>" per partition.
 */
import { join } from 'node:path';
import { FileError, type FileSystem } from '../platform/file-system';
import type { Logger } from '../platform/logger';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';

export type CheckpointName = 'replication-offset-checkpoint' | 'recovery-point-offset-checkpoint' | 'log-start-offset-checkpoint';

export class OffsetCheckpoint {
  readonly #fileSystem: FileSystem;
  readonly #path: string;
  #written: Buffer | undefined;

  constructor(options: { fileSystem: FileSystem; directory: string; name: CheckpointName }) {
    this.#fileSystem = options.fileSystem;
    this.#path = join(options.directory, options.name);
  }

  /** Offsets by partition name. A missing or damaged file has none: every offset in it is a hint that recovery can do without. */
  async read(logger: Logger): Promise<Map<string, number>> {
    let content: Buffer;
    try {
      content = await this.#fileSystem.readFile(this.#path);
    } catch (error) {
      if (error instanceof FileError && error.code === 'ENOENT') return new Map();
      throw error;
    }
    const offsets = parseOffsets(content.toString('latin1'));
    if (offsets !== undefined) return offsets;
    logger.warn('A checkpoint file is damaged; it is not used.', { file: this.#path });
    return new Map();
  }

  /** Writes the offsets durably unless the file says the same already. */
  async write(offsets: Iterable<{ topicPartition: TopicPartition; offset: number }>): Promise<void> {
    const lines: string[] = [];
    for (const { topicPartition, offset } of offsets) {
      lines.push(`${topicPartition.topic} ${topicPartition.partition} ${offset}\n`);
    }
    const content = Buffer.from(`0\n${lines.length}\n${lines.join('')}`, 'latin1');
    if (this.#written?.equals(content) === true) return;
    await this.#fileSystem.replaceFile(this.#path, content);
    this.#written = content;
  }
}

function parseOffsets(text: string): Map<string, number> | undefined {
  const lines = text.split('\n');
  if (lines[0]?.trim() !== '0' || !/^\d+$/.test(lines[1]?.trim() ?? '')) return undefined;
  const offsets = new Map<string, number>();
  for (const line of lines.slice(2, 2 + Number(lines[1]))) {
    const match = /^(\S+) (\d+) (\d+)\s*$/.exec(line);
    if (match === null) return undefined;
    offsets.set(topicPartitionName({ topic: match[1] ?? '', partition: Number(match[2]) }), Number(match[3]));
  }
  return offsets.size === Number(lines[1]) ? offsets : undefined;
}
