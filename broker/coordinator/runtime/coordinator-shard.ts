import type { KafkaError } from '../../protocol/kafka-error';
import type { Timer } from '../../platform/timers';
import type { CoordinatorResult } from './coordinator-result';
import type { KeyValue } from './partition-writer';

/** Typed records and their bytes. */
export interface RecordCodec<Record> {
  encode(record: Record): KeyValue;
  /** Undefined for a record of a kind that this version does not know: it is skipped. */
  decode(key: Buffer, value: Buffer | null): Record | undefined;
}

/**
 * The state machine of one coordinator partition. Its persistent state is the outcome of replay() over the log and of
 * nothing else; what it holds beside that (parked requests, timers, members of an unfinished rebalance) may be lost.
 */
export interface CoordinatorShard<Record> {
  /** Applies a record that was just appended or read at load. Cannot fail. */
  replay(record: Record): void;
  /** The same record again, now that it is committed; at load it follows replay() at once. */
  replayCommitted(record: Record): void;
  /** The log has been read to its end. */
  onLoaded(): void;
  /** The shard is dropped: every parked request is answered with the error and every timer is cancelled. */
  onUnloaded(error: KafkaError): void;
}

/** What a shard may do by itself. */
export interface ShardEvents<Record> {
  /** Runs an event later, in its turn, unless the shard has been dropped by then. */
  schedule(delayMs: number, event: () => CoordinatorResult<Record, void>): Timer;
}
