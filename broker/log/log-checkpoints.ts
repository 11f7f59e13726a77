import type { FileSystem } from '../platform/file-system';
import type { Logger } from '../platform/logger';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';
import { OffsetCheckpoint, type CheckpointName } from './offset-checkpoint';
import type { UnifiedLog } from './unified-log';

const offsetOf: Readonly<Record<CheckpointName, (log: UnifiedLog) => number>> = {
  'recovery-point-offset-checkpoint': (log) => log.recoveryPoint,
  'log-start-offset-checkpoint': (log) => log.logStartOffset,
  'replication-offset-checkpoint': (log) => log.highWatermark,
};

const checkpointNames = [
  'recovery-point-offset-checkpoint',
  'log-start-offset-checkpoint',
  'replication-offset-checkpoint',
] as const;

export interface CheckpointedOffsets {
  readonly recoveryPoint: number;
  readonly logStartOffset: number;
  readonly highWatermark: number;
}

/** The three checkpoint files of a log directory. Writes of one file run one after the other; those that wait share one. */
export class LogCheckpoints {
  readonly #logs: () => Iterable<UnifiedLog>;
  readonly #unopened: () => Iterable<TopicPartition>;
  readonly #files: Readonly<Record<CheckpointName, OffsetCheckpoint>>;
  readonly #running = new Map<CheckpointName, Promise<void>>();
  readonly #waiting = new Map<CheckpointName, Promise<void>>();
  /** By file: partitions that are gone and may still be in it. */
  readonly #forgotten: Readonly<Record<CheckpointName, Set<string>>> = {
    'recovery-point-offset-checkpoint': new Set(),
    'log-start-offset-checkpoint': new Set(),
    'replication-offset-checkpoint': new Set(),
  };
  #read: Record<CheckpointName, Map<string, number>> = {
    'recovery-point-offset-checkpoint': new Map(),
    'log-start-offset-checkpoint': new Map(),
    'replication-offset-checkpoint': new Map(),
  };

  constructor(options: {
    fileSystem: FileSystem;
    directory: string;
    logs: () => Iterable<UnifiedLog>;
    /** Partitions whose log is there and could not be opened: the files go on saying of them what they said. */
    unopened: () => Iterable<TopicPartition>;
  }) {
    this.#logs = options.logs;
    this.#unopened = options.unopened;
    const file = (name: CheckpointName) => new OffsetCheckpoint({ ...options, name });
    this.#files = {
      'recovery-point-offset-checkpoint': file('recovery-point-offset-checkpoint'),
      'log-start-offset-checkpoint': file('log-start-offset-checkpoint'),
      'replication-offset-checkpoint': file('replication-offset-checkpoint'),
    };
  }

  async load(logger: Logger): Promise<void> {
    this.#read = {
      'recovery-point-offset-checkpoint': await this.#files['recovery-point-offset-checkpoint'].read(logger),
      'log-start-offset-checkpoint': await this.#files['log-start-offset-checkpoint'].read(logger),
      'replication-offset-checkpoint': await this.#files['replication-offset-checkpoint'].read(logger),
    };
  }

  /** What the files said about a partition when they were loaded. */
  offsetsOf(partitionName: string): CheckpointedOffsets {
    return {
      recoveryPoint: this.#read['recovery-point-offset-checkpoint'].get(partitionName) ?? 0,
      logStartOffset: this.#read['log-start-offset-checkpoint'].get(partitionName) ?? 0,
      highWatermark: this.#read['replication-offset-checkpoint'].get(partitionName) ?? 0,
    };
  }

  /** The partition is gone; one of the same name starts at 0. */
  forget(partitionName: string): void {
    for (const name of checkpointNames) {
      this.#read[name].delete(partitionName);
      this.#forgotten[name].add(partitionName);
    }
  }

  /**
   * Resolves when the files say nothing of a partition that is about to be created: what they say of one of its name
   * that is gone would be taken for its own after a crash, and hide or drop its records.
   */
  async settle(partitionName: string): Promise<void> {
    if (checkpointNames.some((name) => this.#read[name].has(partitionName))) this.forget(partitionName);
    for (const name of checkpointNames) if (this.#forgotten[name].has(partitionName)) await this.write(name);
  }

  /** Writes the file with the offsets of a moment after the call. */
  write(name: CheckpointName): Promise<void> {
    const waiting = this.#waiting.get(name);
    if (waiting !== undefined) return waiting;
    const before = this.#running.get(name) ?? Promise.resolve();
    const run = before
      .catch(() => undefined)
      .then(() => {
        this.#waiting.delete(name);
        const writing = this.#writeNow(name);
        this.#running.set(name, writing);
        return writing;
      });
    this.#waiting.set(name, run);
    return run;
  }

  async #writeNow(name: CheckpointName): Promise<void> {
    const forgotten = [...this.#forgotten[name]];
    const offsets = [];
    for (const log of this.#logs()) offsets.push({ topicPartition: log.topicPartition, offset: offsetOf[name](log) });
    for (const topicPartition of this.#unopened()) {
      const offset = this.#read[name].get(topicPartitionName(topicPartition));
      if (offset !== undefined) offsets.push({ topicPartition, offset });
    }
    await this.#files[name].write(offsets);
    for (const partitionName of forgotten) this.#forgotten[name].delete(partitionName);
  }
}
