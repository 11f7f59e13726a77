import type { Logger } from '../../platform/logger';
import type { Timer, Timers } from '../../platform/timers';
import { CodecError } from '../../protocol/primitives/codec-error';
import { KafkaError } from '../../protocol/kafka-error';
import type { CoordinatorResult } from './coordinator-result';
import type { CoordinatorShard, RecordCodec, ShardEvents } from './coordinator-shard';
import type { PartitionLoader, PartitionWriter } from './partition-writer';
import { readLog } from './read-log';
import { toWriteError } from './write-error';
import { WriteQueue } from './write-queue';

/** A failed load is tried again after this long. */
const reloadDelayMs = 1_000;

type Phase = 'loading' | 'active' | 'failed' | 'dropped';

/** One life of a shard: from the start of its load to its end. A new life never inherits from an old one. */
interface Life<Shard> {
  readonly partition: number;
  leaderEpoch: number;
  readonly shard: Shard;
  readonly writes: WriteQueue;
  phase: Phase;
  retryTimer: Timer | undefined;
}

export interface CoordinatorRuntimeOptions<Record, Shard> {
  readonly topic: string;
  readonly writer: PartitionWriter;
  readonly loader: PartitionLoader;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly codec: RecordCodec<Record>;
  readonly batchBytesMax: number;
  readonly createShard: (partition: number, events: ShardEvents<Record>) => Shard;
}

/**
 * Keeps the shards of a coordinator: loads one when its partition gets a leader here, runs events on it one at a time,
 * and drops it when leadership goes or an append fails. After a failed append the memory is ahead of the log, so
 * nothing of it is kept: the shard is rebuilt from the log.
 */
export class CoordinatorRuntime<Record, Shard extends CoordinatorShard<Record>> {
  private readonly lives = new Map<number, Life<Shard>>();
  private readonly options: CoordinatorRuntimeOptions<Record, Shard>;

  constructor(options: CoordinatorRuntimeOptions<Record, Shard>) {
    this.options = options;
  }

  /** Resolves when the partition is loaded, or the load has failed and waits for its next try. */
  async load(partition: number, leaderEpoch: number): Promise<void> {
    const current = this.lives.get(partition);
    if (current !== undefined && current.phase !== 'failed') {
      current.leaderEpoch = Math.max(current.leaderEpoch, leaderEpoch);
      return;
    }
    this.unload(partition);
    await this.begin(partition, leaderEpoch);
  }

  unload(partition: number): void {
    const life = this.lives.get(partition);
    if (life === undefined) return;
    this.lives.delete(partition);
    this.drop(life, new KafkaError('NOT_COORDINATOR', `This broker no longer leads ${this.options.topic}-${partition}.`));
  }

  unloadAll(): void {
    for (const partition of [...this.lives.keys()]) this.unload(partition);
  }

  /** Loaded shards, and whether there are others that are still loading. */
  activeShards(): { readonly shards: readonly (readonly [number, Shard])[]; readonly isLoading: boolean } {
    const shards: (readonly [number, Shard])[] = [];
    let isLoading = false;
    for (const [partition, life] of this.lives) {
      if (life.phase === 'active') shards.push([partition, life.shard]);
      else isLoading = true;
    }
    return { shards, isLoading };
  }

  /**
   * Runs an event on the shard and resolves with its answer once its records are committed. Rejects with the KafkaError
   * to answer with when there is no shard or the append failed.
   */
  async execute<Response>(partition: number, event: (shard: Shard) => CoordinatorResult<Record, Response>): Promise<Response> {
    return this.run(this.activeLife(partition), event);
  }

  /** The same for work that nobody waits for; without a shard there is none to do. */
  executeUnattended(partition: number, event: (shard: Shard) => CoordinatorResult<Record, void>): void {
    const life = this.lives.get(partition);
    if (life?.phase === 'active') this.runUnattended(life, () => event(life.shard));
  }

  private activeLife(partition: number): Life<Shard> {
    const life = this.lives.get(partition);
    const name = `${this.options.topic}-${partition}`;
    switch (life?.phase) {
      case undefined:
      case 'dropped':
        throw new KafkaError('NOT_COORDINATOR', `This broker does not lead ${name}.`);
      case 'loading':
        throw new KafkaError('COORDINATOR_LOAD_IN_PROGRESS', `${name} is being loaded.`);
      case 'failed':
        throw new KafkaError('COORDINATOR_NOT_AVAILABLE', `${name} could not be loaded.`);
      case 'active':
        return life;
    }
  }

  private async run<Response>(
    life: Life<Shard>,
    event: (shard: Shard) => CoordinatorResult<Record, Response>,
  ): Promise<Response> {
    const { records, response, onCommitted } = event(life.shard);
    if (records.length > 0) {
      const committed = life.writes.append(
        records.map((record) => this.options.codec.encode(record)),
        () => {
          for (const record of records) life.shard.replayCommitted(record);
          onCommitted?.();
        },
      );
      for (const record of records) life.shard.replay(record);
      try {
        await committed;
      } catch (error) {
        throw this.failed(life, error);
      }
    } else {
      onCommitted?.();
    }
    return response;
  }

  /** Drops the shard of a failed append and rebuilds it from the log. */
  private failed(life: Life<Shard>, error: unknown): KafkaError {
    const writeError = toWriteError(error);
    if (life.phase !== 'active') return writeError;
    const { partition } = life;
    this.options.logger.warn('An append of the coordinator failed; its partition is loaded again.', {
      topic: this.options.topic,
      partition,
      reason: writeError.message,
    });
    this.drop(life, writeError);
    void life.writes.whenIdle().then(async () => {
      if (this.lives.get(partition) !== life) return;
      await this.begin(partition, life.leaderEpoch);
    });
    life.phase = 'loading';
    return writeError;
  }

  private drop(life: Life<Shard>, error: KafkaError): void {
    life.phase = 'dropped';
    life.retryTimer?.cancel();
    life.writes.fail(error);
    life.shard.onUnloaded(error);
  }

  private createLife(partition: number, leaderEpoch: number): Life<Shard> {
    const { writer, topic, batchBytesMax, timers } = this.options;
    const events: ShardEvents<Record> = {
      schedule: (delayMs, event) =>
        timers.after(delayMs, () => {
          if (life.phase === 'active') this.runUnattended(life, event);
        }),
    };
    const life: Life<Shard> = {
      partition,
      leaderEpoch,
      shard: this.options.createShard(partition, events),
      writes: new WriteQueue({ writer, topicPartition: { topic, partition }, batchBytesMax }),
      phase: 'loading',
      retryTimer: undefined,
    };
    return life;
  }

  /** An event nobody waits for; a failed append has been dealt with when it comes here. */
  private runUnattended(life: Life<Shard>, event: () => CoordinatorResult<Record, void>): void {
    this.run(life, event).catch((error: unknown) => {
      this.options.logger.warn('A timed event of the coordinator was not written.', {
        topic: this.options.topic,
        partition: life.partition,
        reason: String(error),
      });
    });
  }

  private async begin(partition: number, leaderEpoch: number): Promise<void> {
    const life = this.createLife(partition, leaderEpoch);
    this.lives.set(partition, life);
    try {
      await this.replayLog(life);
    } catch (error) {
      if (this.lives.get(partition) !== life) return;
      if (!(error instanceof KafkaError) && !(error instanceof CodecError)) throw error;
      life.phase = 'failed';
      this.options.logger.error('The coordinator could not load its partition and will try again.', {
        topic: this.options.topic,
        partition,
        reason: error.message,
      });
      life.retryTimer = this.options.timers.after(reloadDelayMs, () => {
        if (this.lives.get(partition) === life) void this.load(partition, life.leaderEpoch);
      });
    }
  }

  private async replayLog(life: Life<Shard>): Promise<void> {
    const { loader, topic, codec } = this.options;
    const { partition, shard } = life;
    for await (const { key, value } of readLog(loader, { topic, partition })) {
      if (this.lives.get(partition) !== life) return;
      const record = codec.decode(key, value);
      if (record === undefined) continue;
      shard.replay(record);
      shard.replayCommitted(record);
    }
    if (this.lives.get(partition) !== life) return;
    life.phase = 'active';
    shard.onLoaded();
  }
}
