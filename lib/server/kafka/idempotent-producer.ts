import { errorCodes } from '@/broker/protocol/error-codes';
import { initProducerIdApi } from '@/broker/protocol/messages/init-producer-id';
import { produceApi } from '@/broker/protocol/messages/produce';
import { compressionReady } from '@/broker/protocol/records/compression';
import { encodeBatch, type RecordInput } from '@/broker/protocol/records/encode-batch';
import type { StructValue } from '@/broker/protocol/schema/struct';
import type { CodecName } from '@/lib/contracts/scalars';
import { pause } from '../pause';
import { ServiceError } from '../service-error';
import { isUnavailable, type ClusterClient } from './cluster-client';
import { nameVersionMax, type TopicMetadata } from './cluster-metadata';
import { isUnsent } from './connection-error';
import { isStaleMetadata, serviceErrorOf } from './kafka-answer';
import { LeaderLinks } from './leader-links';

/** The id under which batches are numbered. */
interface Identity {
  readonly producerId: number;
  readonly producerEpoch: number;
}

/** The writes of one partition: one at a time, numbered. */
interface Lane {
  identity: Identity | undefined;
  sequence: number;
  tail: Promise<unknown>;
}

export interface Produced {
  /** Of the batch's first record; undefined when nobody said. */
  readonly baseOffset: number | undefined;
  /** Set when the broker stamps the time. */
  readonly logAppendTimeMs: number | undefined;
}

export interface IdempotentWrite {
  readonly topic: TopicMetadata;
  readonly partition: number;
  readonly records: readonly RecordInput[];
  readonly compression: CodecName;
  /** Gives up after this long; null: never. */
  readonly patienceMs: number | null;
  readonly signal: AbortSignal;
  /** Told of each failure it goes on trying to get over. */
  readonly onTrouble?: (error: ServiceError) => void;
}

const brokerTimeoutMs = 10_000;
const answerTimeoutMs = brokerTimeoutMs + 2_000;
const identityTimeoutMs = 3_000;
const retryMs = 50;
const leaderAgeMs = 300;
const lanesMax = 4_096;
const sequenceEnd = 0x8000_0000;

type ProduceAnswer = StructValue<(typeof produceApi)['response']['fields']>;

const passing: ReadonlySet<string> = new Set([
  'NOT_ENOUGH_REPLICAS',
  'NOT_ENOUGH_REPLICAS_AFTER_APPEND',
  'REQUEST_TIMED_OUT',
  'KAFKA_STORAGE_ERROR',
  'NETWORK_EXCEPTION',
  'COORDINATOR_LOAD_IN_PROGRESS',
  'THROTTLING_QUOTA_EXCEEDED',
]);
/** The log does not go on where the last acknowledged batch ended, or has never heard of the producer. */
const sequenceBroken: ReadonlySet<string> = new Set([
  'OUT_OF_ORDER_SEQUENCE_NUMBER',
  'UNKNOWN_PRODUCER_ID',
  'INVALID_PRODUCER_EPOCH',
  'INVALID_PRODUCER_ID_MAPPING',
]);

/**
 * Writes with acks=all so that trying again is safe: batches carry a producer id and a number, and a leader that has one
 * already says so. A write ends acknowledged, refused, or, when time ran out after it may have arrived, OUTCOME_UNKNOWN.
 */
export class IdempotentProducer {
  readonly #client: ClusterClient;
  readonly #links: LeaderLinks;
  readonly #lanes = new Map<string, Lane>();
  /** New lanes begin under this id. */
  #identity: Identity | undefined;
  #making: Promise<Identity> | undefined;

  constructor(client: ClusterClient) {
    this.#client = client;
    this.#links = new LeaderLinks(client);
  }

  /** Writes the records as one batch, after what was given for the partition before. */
  produce(write: IdempotentWrite): Promise<Produced> {
    const lane = this.#laneOf(write);
    const done = lane.tail.then(() => this.#write(lane, write));
    lane.tail = done.catch(() => undefined);
    return done;
  }

  close(): void {
    this.#links.close();
  }

  #laneOf({ topic, partition }: IdempotentWrite): Lane {
    const key = `${topic.name}/${topic.id}-${partition}`;
    const known = this.#lanes.get(key);
    if (known !== undefined) return known;
    if (this.#lanes.size >= lanesMax) {
      // A lane begins at number 0: under an id that the partition has seen before, that would pass for a repeat.
      this.#lanes.clear();
      this.#identity = undefined;
    }
    const lane: Lane = { identity: undefined, sequence: 0, tail: Promise.resolve() };
    this.#lanes.set(key, lane);
    return lane;
  }

  async #write(lane: Lane, write: IdempotentWrite): Promise<Produced> {
    await compressionReady();
    const deadline = write.patienceMs === null ? Number.POSITIVE_INFINITY : performance.now() + write.patienceMs;
    let mayBeThere = false;
    let batch: Buffer | undefined;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await this.#outcome(async () => {
        batch ??= await this.#numbered(lane, write);
        return this.#send(write, batch, attempt > 0);
      });
      if (!(outcome instanceof ServiceError)) {
        lane.sequence = (lane.sequence + write.records.length) % sequenceEnd;
        return outcome;
      }
      const name = kafkaErrorOf(outcome);
      const isBroken = sequenceBroken.has(name);
      const isOver = write.signal.aborted || performance.now() > deadline || (!isBroken && !isPassing(outcome, name));
      if (isBroken) {
        batch = undefined;
        this.#renumber(lane);
      } else mayBeThere ||= batch !== undefined && mayHaveArrived(outcome, name);
      if (mayBeThere && (isBroken || isOver)) {
        this.#renumber(lane);
        throw unknownOutcome(write, outcome);
      }
      if (isOver) throw outcome;
      write.onTrouble?.(outcome);
      await pause(retryMs, write.signal);
    }
  }

  async #outcome(work: () => Promise<Produced>): Promise<Produced | ServiceError> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ServiceError) return error;
      throw error;
    }
  }

  async #numbered(lane: Lane, { records, compression }: IdempotentWrite): Promise<Buffer> {
    lane.identity ??= this.#identity ?? (await this.#newIdentity());
    return encodeBatch(records, { compression, ...lane.identity, baseSequence: lane.sequence });
  }

  /** The partition's numbers go on under another id, from 0. */
  #renumber(lane: Lane): void {
    if (this.#identity === lane.identity) this.#identity = undefined;
    lane.identity = undefined;
    lane.sequence = 0;
  }

  #newIdentity(): Promise<Identity> {
    this.#making ??= this.#askIdentity().finally(() => {
      this.#making = undefined;
    });
    return this.#making;
  }

  async #askIdentity(): Promise<Identity> {
    const { errorCode, producerId, producerEpoch } = await this.#client.sendAny(
      initProducerIdApi,
      { transactionalId: null, transactionTimeoutMs: 60_000 },
      { timeoutMs: identityTimeoutMs },
    );
    if (errorCode !== errorCodes.NONE) throw serviceErrorOf(errorCode, { details: { api: initProducerIdApi.name } });
    this.#identity = { producerId, producerEpoch };
    return this.#identity;
  }

  async #send({ partition, topic }: IdempotentWrite, batch: Buffer, isRepeat: boolean): Promise<Produced> {
    const { name } = topic;
    const now = await this.#client.topic(name, isRepeat ? 0 : undefined);
    if (now.id !== topic.id)
      throw new ServiceError('TOPIC_RECREATED', `Topic ${name} was deleted meanwhile.`, { details: { topic: name } });
    const leader = leaderOf(now, partition);
    if (leader < 0) throw serviceErrorOf(errorCodes.LEADER_NOT_AVAILABLE, { partition });
    const request = {
      transactionalId: null,
      acks: -1,
      timeoutMs: brokerTimeoutMs,
      topicData: [{ name, topicId: topic.id, partitionData: [{ index: partition, records: batch }] }],
    };
    const answer = await this.#links.send(leader, produceApi, request, {
      timeoutMs: answerTimeoutMs,
      ...nameVersionMax(topic),
      stillLeads: async () => leaderOf(await this.#client.topic(name, leaderAgeMs), partition) === leader,
    });
    return producedOf(answer, partition, leader);
  }
}

function leaderOf({ partitions }: TopicMetadata, partition: number): number {
  return partitions.find((each) => each.partition === partition)?.leader ?? -1;
}

/** A batch that the leader has already is written, too. */
export function producedOf(answer: ProduceAnswer, partition: number, leader: number): Produced {
  const result = answer.responses[0]?.partitionResponses[0];
  if (result === undefined) throw serviceErrorOf(errorCodes.UNKNOWN_SERVER_ERROR, { partition, broker: leader });
  const { errorCode, errorMessage, recordErrors, baseOffset, logAppendTimeMs } = result;
  if (errorCode !== errorCodes.NONE && errorCode !== errorCodes.DUPLICATE_SEQUENCE_NUMBER) {
    const reason = recordErrors.find(({ batchIndexErrorMessage }) => batchIndexErrorMessage !== null);
    const message = reason?.batchIndexErrorMessage ?? errorMessage;
    throw serviceErrorOf(errorCode, { message, partition, broker: leader });
  }
  return {
    baseOffset: baseOffset < 0 ? undefined : baseOffset,
    logAppendTimeMs: logAppendTimeMs < 0 ? undefined : logAppendTimeMs,
  };
}

function kafkaErrorOf({ details }: ServiceError): string {
  const name = details['kafkaError'];
  return typeof name === 'string' ? name : '';
}

function isPassing(error: ServiceError, kafkaError: string): boolean {
  return kafkaError === '' ? isUnavailable(error) : passing.has(kafkaError) || isStaleMetadata(kafkaError);
}

/** The leader had the batch, or may have had it, when it failed. */
function mayHaveArrived(error: ServiceError, kafkaError: string): boolean {
  if (kafkaError === '') return !isUnsent(error);
  return kafkaError === 'REQUEST_TIMED_OUT' || kafkaError === 'NOT_ENOUGH_REPLICAS_AFTER_APPEND';
}

function unknownOutcome({ partition, topic }: IdempotentWrite, cause: ServiceError): ServiceError {
  return new ServiceError(
    'OUTCOME_UNKNOWN',
    `Partition ${partition} of ${topic.name} gave no answer in time; the write may be there or not. ${cause.message}`,
    { partition, ...(cause.broker === undefined ? {} : { broker: cause.broker }), details: cause.details, cause },
  );
}
