import type { Clock } from '../platform/clock';
import type { Logger } from '../platform/logger';
import type { Timer, Timers } from '../platform/timers';
import { errorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { fetchApi, type FetchResponse } from '../protocol/messages/fetch';
import type { Uuid } from '../protocol/primitives/uuid';
import { asksTheSame, FetcherSession, type FetcherPartition, type SessionRequest } from './fetcher-session';
import type { Following } from './following';
import { LeaderOffsets } from './leader-offsets';
import type { Peers } from './peers';
import type { ReplicationConfig } from './replication-config';
import { toKafkaError } from './to-kafka-error';

/** The connection for replication, one to each leader. */
const lane = 'replication';

/** Pause after a first failure; each that follows doubles it. */
const firstBackoffMs = 20;

/** Failures in a row after which a person is told. */
const failuresUntilWarning = 8;

/** A request whose answer is not there, and one more that ends its wait at the leader. */
const unansweredMax = 2;

export interface FetcherThrottle {
  /** Whether any replica may have to wait at all. */
  readonly isLimited: boolean;
  /** How long the replica has to wait before it may fetch; 0 when it may. */
  waitMs(following: Following): number;
  noteReceived(following: Following, sizeBytes: number): void;
}

export interface ReplicaFetcherOptions {
  readonly localId: number;
  readonly brokerEpoch: () => number;
  readonly peers: Peers;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly logger: Logger;
  readonly config: () => ReplicationConfig;
  readonly throttle: FetcherThrottle;
}

interface FollowedReplica {
  readonly following: Following;
  readonly key: string;
  /** What was queued for its log before is done. */
  isSettled: boolean;
  retryAtMs: number;
  failures: number;
  /** What the leader was asked last; undefined when it is not being asked. */
  asked: FetcherPartition | undefined;
  /** The request in which it was. */
  askedInRequest: number;
}

type PartitionData = FetchResponse['responses'][number]['partitions'][number];

/**
 * Fetches from one leader, for all partitions that follow it, with one request after the other. A request waits at the
 * leader until there is something; when a partition joins meanwhile, a second request ends the wait of the first.
 */
export class ReplicaFetcher {
  readonly #leaderId: number;
  readonly #options: ReplicaFetcherOptions;
  readonly #leaderOffsets: LeaderOffsets;
  readonly #replicas = new Map<string, FollowedReplica>();
  /** Those that are not asked for now. */
  readonly #resting = new Set<FollowedReplica>();
  /** Those of which the next request may have to ask something else. */
  readonly #moved = new Set<FollowedReplica>();
  /** A replica is asked for that was in no request yet. */
  #hasNew = false;
  readonly #session = new FetcherSession();
  #requests = 0;
  #unanswered = 0;
  #unfinished = 0;
  #finished: Promise<void> = Promise.resolve();
  #failures = 0;
  #retryAtMs = 0;
  #timer: Timer | undefined;
  #closed = false;

  constructor(leaderId: number, options: ReplicaFetcherOptions) {
    this.#leaderId = leaderId;
    this.#options = options;
    const { peers, localId, config } = options;
    this.#leaderOffsets = new LeaderOffsets({ peers, leaderId, localId, lane, timeoutMs: () => config().requestTimeoutMs });
  }

  add(following: Following): void {
    const { topicPartition, topicId } = following.log;
    const replica: FollowedReplica = {
      following,
      key: keyOf(topicId, topicPartition.partition),
      isSettled: false,
      retryAtMs: 0,
      failures: 0,
      asked: undefined,
      askedInRequest: 0,
    };
    this.#replicas.set(replica.key, replica);
    this.#resting.add(replica);
    void following.log.settle().then(() => {
      replica.isSettled = true;
      this.#pump();
    });
  }

  remove({ log }: Following): void {
    const key = keyOf(log.topicId, log.topicPartition.partition);
    const replica = this.#replicas.get(key);
    if (replica === undefined) return;
    this.#replicas.delete(key);
    this.#rest(replica);
    this.#resting.delete(replica);
  }

  /** The leader may have come back: failures so far say nothing any more. */
  retryNow(): void {
    this.#failures = 0;
    this.#retryAtMs = 0;
    for (const replica of this.#resting) replica.retryAtMs = 0;
    this.#pump();
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#replicas.clear();
  }

  /** Sends a request if there is something to ask and room for it, else sees to it that this happens later. */
  #pump(): void {
    if (this.#closed) return;
    this.#timer?.cancel();
    const nowMs = this.#options.clock.monotonicMs();
    if (nowMs < this.#retryAtMs) {
      this.#pumpAt(this.#retryAtMs, nowMs);
      return;
    }
    const nextMs = this.#wake(nowMs);
    const mayInterrupt = this.#hasNew && this.#session.isOpen && this.#unanswered > 0 && this.#unanswered < unansweredMax;
    if (this.#session.size > 0 && (this.#unfinished === 0 || mayInterrupt)) this.#send();
    if (nextMs < Number.POSITIVE_INFINITY) this.#pumpAt(nextMs, nowMs);
  }

  #pumpAt(atMs: number, nowMs: number): void {
    this.#timer = this.#options.timers.after(atMs - nowMs, () => {
      this.#pump();
    });
  }

  /** Asks for the replicas that have rested long enough; returns when the next one will have. */
  #wake(nowMs: number): number {
    const { throttle } = this.#options;
    if (throttle.isLimited) {
      for (const replica of this.#replicas.values()) if (throttle.waitMs(replica.following) > 0) this.#rest(replica);
    }
    let nextMs = Number.POSITIVE_INFINITY;
    for (const replica of this.#resting) {
      if (!replica.isSettled || !replica.following.isCurrent) continue;
      const readyAtMs = Math.max(replica.retryAtMs, nowMs + throttle.waitMs(replica.following));
      if (readyAtMs > nowMs) {
        nextMs = Math.min(nextMs, readyAtMs);
        continue;
      }
      this.#resting.delete(replica);
      this.#moved.add(replica);
      this.#hasNew = true;
    }
    if (this.#hasNew) this.#askWhatMoved();
    return nextMs;
  }

  #rest(replica: FollowedReplica): void {
    replica.asked = undefined;
    this.#session.forget(replica.key);
    this.#moved.delete(replica);
    this.#resting.add(replica);
  }

  #send(): void {
    this.#askWhatMoved();
    this.#requests += 1;
    const request = this.#session.next();
    this.#hasNew = false;
    this.#unanswered += 1;
    this.#unfinished += 1;
    this.#finished = this.#finish(this.#requests, request, this.#request(request), this.#finished);
  }

  #askWhatMoved(): void {
    const { fetchBytesMax } = this.#options.config();
    for (const replica of this.#moved) {
      const { log, leaderEpoch, leaderHighWatermark } = replica.following;
      const asked = {
        topicId: log.topicId,
        partition: log.topicPartition.partition,
        currentLeaderEpoch: leaderEpoch,
        fetchOffset: log.logEndOffset,
        lastFetchedEpoch: log.latestEpoch,
        logStartOffset: log.logStartOffset,
        partitionMaxBytes: fetchBytesMax,
        highWatermark: leaderHighWatermark,
      };
      if (asksTheSame(replica.asked, asked)) continue;
      replica.asked = asked;
      replica.askedInRequest = this.#requests + 1;
      this.#session.ask(replica.key, asked);
    }
    this.#moved.clear();
  }

  async #request(request: SessionRequest): Promise<FetchResponse | KafkaError> {
    const { peers, localId, brokerEpoch, config } = this.#options;
    const { fetchWaitMsMax, fetchBytesMin, fetchResponseBytesMax, requestTimeoutMs } = config();
    // While a session is being opened no other request may follow, so its answer must not wait.
    const mayWait = request.sessionEpoch > 0 || this.#session.isRefused;
    try {
      return await peers.request(
        this.#leaderId,
        lane,
        fetchApi,
        {
          replicaState: { replicaId: localId, replicaEpoch: brokerEpoch() },
          maxWaitMs: mayWait ? fetchWaitMsMax : 0,
          minBytes: fetchBytesMin,
          maxBytes: fetchResponseBytesMax,
          ...request,
        },
        { timeoutMs: fetchWaitMsMax + requestTimeoutMs },
      );
    } catch (error) {
      return toKafkaError(error);
    }
  }

  /** Answers are worked off in the order of the requests. Never rejects. */
  async #finish(
    number: number,
    request: SessionRequest,
    answered: Promise<FetchResponse | KafkaError>,
    before: Promise<void>,
  ): Promise<void> {
    const answer = await answered;
    this.#unanswered -= 1;
    await before;
    if (!this.#closed) {
      if (answer instanceof KafkaError) this.#onUnanswered(answer);
      else if (this.#session.accept(request, answer)) await this.#takeAll(number, answer);
      else this.#onRefused(answer);
    }
    this.#unfinished -= 1;
    this.#pump();
  }

  #onUnanswered(error: KafkaError): void {
    this.#session.reset();
    this.#backOff(error.errorName, error.message);
  }

  #onRefused({ errorCode }: FetchResponse): void {
    const name = errorName(errorCode ?? 0);
    const isLostSession = name === 'FETCH_SESSION_ID_NOT_FOUND' || name === 'INVALID_FETCH_SESSION_EPOCH';
    if (!isLostSession || this.#failures > 0) this.#backOff(name, 'The leader refused the fetch.');
  }

  /** The leader as a whole cannot be fetched from. */
  #backOff(error: string, reason: string): void {
    this.#failures += 1;
    this.#retryAtMs = this.#options.clock.monotonicMs() + this.#backoffMs(this.#failures);
    if (this.#failures !== 1 && this.#failures !== failuresUntilWarning) return;
    const fields = { leader: this.#leaderId, partitions: this.#replicas.size, error, reason };
    if (this.#failures === 1) this.#options.logger.debug('Fetching from a leader failed; it is tried again.', fields);
    else this.#options.logger.warn('Fetching from a leader fails again and again.', fields);
  }

  #backoffMs(failures: number): number {
    return Math.min(this.#options.config().fetchBackoffMsMax, firstBackoffMs * 2 ** (failures - 1));
  }

  async #takeAll(number: number, { responses }: FetchResponse): Promise<void> {
    this.#failures = 0;
    const takes: Promise<void>[] = [];
    for (const { topicId = '', partitions } of responses) {
      for (const data of partitions) {
        const replica = this.#replicas.get(keyOf(topicId, data.partitionIndex));
        // A later request asks for something else: what was asked before is of no use any more.
        if (replica?.asked === undefined || replica.askedInRequest > number) continue;
        takes.push(this.#take(replica, replica.asked, data));
      }
    }
    await Promise.all(takes);
  }

  /** Never rejects. */
  async #take(replica: FollowedReplica, asked: FetcherPartition, data: PartitionData): Promise<void> {
    const { following } = replica;
    if (!following.isCurrent) return;
    if (asked.fetchOffset !== following.log.logEndOffset) {
      this.#moved.add(replica);
      return;
    }
    try {
      if (data.errorCode !== 0) await this.#onPartitionError(replica, errorName(data.errorCode));
      else await this.#takeData(following, asked, data);
      replica.failures = 0;
      if (replica.asked !== undefined) this.#moved.add(replica);
    } catch (error) {
      this.#backOffReplica(replica, toKafkaError(error));
    }
  }

  async #takeData(following: Following, asked: FetcherPartition, data: PartitionData): Promise<void> {
    const { divergingEpoch, records, highWatermark, logStartOffset = 0 } = data;
    const { epoch = -1, endOffset = -1 } = divergingEpoch ?? {};
    if (epoch >= 0 || endOffset >= 0) {
      await following.truncateWhereLogsPart({ leaderEpoch: epoch, endOffset });
      const { logEndOffset, latestEpoch } = following.log;
      if (logEndOffset !== asked.fetchOffset || latestEpoch !== asked.lastFetchedEpoch) return;
      throw new KafkaError('OFFSET_OUT_OF_RANGE', `${following.name} parts from its leader's log where nothing can be cut.`);
    }
    const fetched = records ?? Buffer.alloc(0);
    if (fetched.length > 0) this.#options.throttle.noteReceived(following, fetched.length);
    await following.take({ records: fetched, highWatermark, logStartOffset }, asked.fetchOffset);
  }

  async #onPartitionError(replica: FollowedReplica, name: ReturnType<typeof errorName>): Promise<void> {
    if (name !== 'OFFSET_OUT_OF_RANGE') throw new KafkaError(name, `The leader does not serve ${replica.following.name}.`);
    const { following } = replica;
    const { topicPartition } = following.log;
    const endOffset = await this.#leaderOffsets.latest(topicPartition, following.leaderEpoch);
    if (endOffset < following.log.logEndOffset) {
      await following.truncateTo(endOffset);
      return;
    }
    const startOffset = await this.#leaderOffsets.earliest(topicPartition, following.leaderEpoch);
    if (startOffset > following.log.logEndOffset) await following.restartAt(startOffset);
    else throw new KafkaError(name, `The leader holds offset ${following.log.logEndOffset} of ${following.name} after all.`);
  }

  #backOffReplica(replica: FollowedReplica, error: KafkaError): void {
    const { clock, logger } = this.#options;
    if (this.#replicas.get(replica.key) !== replica) return;
    this.#rest(replica);
    replica.failures += 1;
    replica.retryAtMs = clock.monotonicMs() + this.#backoffMs(replica.failures);
    const isUnforeseen = error.errorName === 'UNKNOWN_SERVER_ERROR';
    if (!isUnforeseen && replica.failures !== failuresUntilWarning) return;
    const cause = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : error.message;
    const fields = { partition: replica.following.name, leader: this.#leaderId, error: error.errorName, cause };
    logger.warn('A follower gets nothing from its leader.', fields);
  }
}

function keyOf(topicId: Uuid, partition: number): string {
  return `${topicId} ${partition}`;
}
