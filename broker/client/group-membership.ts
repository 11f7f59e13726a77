import type { Timer } from '../platform/timers';
import { errorName, type ErrorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import { heartbeatApi } from '../protocol/messages/heartbeat';
import { joinGroupApi } from '../protocol/messages/join-group';
import { leaveGroupApi } from '../protocol/messages/leave-group';
import { syncGroupApi } from '../protocol/messages/sync-group';
import type { TopicPartition } from '../protocol/topic-partition';
import type { Decoded } from '../protocol/schema/message';
import { decodeAssignment, decodeSubscribedTopics, encodeAssignment, encodeSubscription } from './consumer-protocol-bytes';
import { withCoordinator, type GroupMember } from './group-offsets';
import type { KafkaClient } from './kafka-client';
import { closedError } from './pauses';
import { assignRanges } from './range-assignor';

interface GroupMembershipOptions {
  client: KafkaClient;
  groupId: string;
  topics: readonly string[];
  groupInstanceId: string | null;
  sessionTimeoutMs: number;
  rebalanceTimeoutMs: number;
  heartbeatIntervalMs: number;
  allowAutoTopicCreation: boolean;
  /** The generation is over: join() again, after giving up what is assigned. */
  onRebalance: () => void;
  /** The group will not have this member any more. */
  onFatal: (error: KafkaError) => void;
}

type JoinResponse = Decoded<typeof joinGroupApi.response>;

const protocolName = 'range';
const protocolType = 'consumer';
/** How much longer than the rebalance itself an answer to JoinGroup may take. */
const joinSlackMs = 5000;
/** How often a leader looks whether the topics grew. */
const topicsCheckMs = 30_000;

/** One member of a classic consumer group: joins, shares out when it is the leader, sends heartbeats, leaves. */
export class GroupMembership {
  readonly #options: GroupMembershipOptions;
  readonly #lane: string;
  #memberId = '';
  #generationId = -1;
  #heartbeat: Timer | undefined;
  /** Set while this member is the leader: what it shared out. */
  #sharedOut: ReadonlyMap<string, number> | undefined;
  #sharedOutAtMs = 0;
  #left = false;

  constructor(options: GroupMembershipOptions) {
    this.#options = options;
    this.#lane = options.client.newLane();
  }

  get member(): GroupMember {
    const { groupId, groupInstanceId } = this.#options;
    return { groupId, groupInstanceId, memberId: this.#memberId, generationId: this.#generationId };
  }

  /** Joins and resolves to what this member is to read. Goes on until it succeeds or the group refuses for good. */
  async join(): Promise<TopicPartition[]> {
    this.#heartbeat?.cancel();
    for (let attempt = 0; ; attempt += 1) {
      const joined = await this.#requestJoin();
      if (joined !== undefined) {
        const assigned = await this.#sync(joined);
        if (assigned !== undefined) {
          this.#armHeartbeat();
          return assigned;
        }
      }
      if (this.#left) return [];
      if (attempt > 0) await this.#options.client.pause(attempt - 1);
    }
  }

  /** Tells the group, unless the member is a static one: those come back. */
  async leave(): Promise<void> {
    this.#left = true;
    this.#heartbeat?.cancel();
    try {
      await this.#requestLeave();
    } finally {
      this.#options.client.closeLane(this.#lane);
    }
  }

  async #requestLeave(): Promise<void> {
    const { client, groupId, groupInstanceId } = this.#options;
    if (this.#memberId === '' || groupInstanceId !== null || client.isClosed) return;
    const members = [{ memberId: this.#memberId, reason: 'the consumer is being closed' }];
    const request = { groupId, memberId: this.#memberId, members };
    const coordinator = await client.coordinatorOf(groupId);
    // Not behind a join that may still wait for its answer.
    await client.send(coordinator, leaveGroupApi, request);
    this.#memberId = '';
    this.#generationId = -1;
  }

  /** What an error of the group protocol means for this member. Returns whether it was such an error. */
  onGroupError(error: ErrorName): boolean {
    switch (error) {
      case 'REBALANCE_IN_PROGRESS':
        this.#options.onRebalance();
        return true;
      case 'ILLEGAL_GENERATION':
        this.#generationId = -1;
        this.#options.onRebalance();
        return true;
      case 'UNKNOWN_MEMBER_ID':
        this.#memberId = '';
        this.#generationId = -1;
        this.#options.onRebalance();
        return true;
      default:
        return false;
    }
  }

  /** Undefined: it has to be tried again. */
  async #requestJoin(): Promise<JoinResponse | undefined> {
    const { client, groupId, groupInstanceId, sessionTimeoutMs, rebalanceTimeoutMs, topics } = this.#options;
    const request = {
      groupId,
      sessionTimeoutMs,
      rebalanceTimeoutMs,
      memberId: this.#memberId,
      groupInstanceId,
      protocolType,
      protocols: [{ name: protocolName, metadata: encodeSubscription(topics) }],
    };
    const response = await withCoordinator(client, groupId, async (coordinator) => {
      if (this.#left) throw closedError();
      const timeoutMs = rebalanceTimeoutMs + joinSlackMs;
      const answer = await client.send(coordinator, joinGroupApi, request, { lane: this.#lane, timeoutMs });
      throwIfCoordinatorMoved(answer.errorCode);
      return answer;
    });
    const error = errorName(response.errorCode);
    if (error === 'MEMBER_ID_REQUIRED') this.#memberId = response.memberId;
    if (error === 'MEMBER_ID_REQUIRED' || this.#mustTryAgain(error)) return undefined;
    if (error !== 'NONE') throw new KafkaError(error, `The group ${groupId} cannot be joined: ${error}.`);
    this.#memberId = response.memberId;
    this.#generationId = response.generationId;
    return response;
  }

  /** Undefined: the group went on without us; join again. */
  async #sync(joined: JoinResponse): Promise<TopicPartition[] | undefined> {
    const { client, groupId, groupInstanceId, rebalanceTimeoutMs } = this.#options;
    const assignments = await this.#shareOut(joined);
    const request = {
      groupId,
      generationId: this.#generationId,
      memberId: this.#memberId,
      groupInstanceId,
      protocolType,
      protocolName,
      assignments,
    };
    const response = await withCoordinator(client, groupId, async (coordinator) => {
      if (this.#left) throw closedError();
      const timeoutMs = rebalanceTimeoutMs + joinSlackMs;
      const answer = await client.send(coordinator, syncGroupApi, request, { lane: this.#lane, timeoutMs });
      throwIfCoordinatorMoved(answer.errorCode);
      return answer;
    });
    const error = errorName(response.errorCode);
    if (this.#mustTryAgain(error)) return undefined;
    if (error !== 'NONE') throw new KafkaError(error, `The group ${groupId} cannot be joined: ${error}.`);
    return decodeAssignment(response.assignment);
  }

  async #shareOut(joined: JoinResponse): Promise<{ memberId: string; assignment: Buffer }[]> {
    this.#sharedOut = undefined;
    if (joined.leader !== joined.memberId || joined.skipAssignment) return [];
    const subscribers = joined.members.map(({ memberId, metadata }) => ({ memberId, topics: decodeSubscribedTopics(metadata) }));
    const topics = [...new Set(subscribers.flatMap((subscriber) => subscriber.topics))].sort();
    const counts = await this.#partitionCounts(topics);
    this.#sharedOut = counts;
    this.#sharedOutAtMs = this.#options.client.clock.monotonicMs();
    return [...assignRanges(subscribers, counts)].map(([memberId, parts]) => ({ memberId, assignment: encodeAssignment(parts) }));
  }

  async #partitionCounts(topics: readonly string[]): Promise<Map<string, number>> {
    const { client, allowAutoTopicCreation } = this.#options;
    const metadata = await client.retrying(() => client.metadata(topics, { allowAutoTopicCreation }));
    return new Map(
      metadata.topics.filter(({ error }) => error === 'NONE').map(({ name, partitions }) => [name, partitions.length]),
    );
  }

  #mustTryAgain(error: ErrorName): boolean {
    if (error === 'UNKNOWN_MEMBER_ID') this.#memberId = '';
    return error === 'UNKNOWN_MEMBER_ID' || error === 'ILLEGAL_GENERATION' || error === 'REBALANCE_IN_PROGRESS';
  }

  #armHeartbeat(): void {
    if (this.#left) return;
    const generationId = this.#generationId;
    this.#heartbeat = this.#options.client.timers.after(this.#options.heartbeatIntervalMs, () => {
      void this.#sendHeartbeat(generationId);
    });
  }

  /** Never rejects: a coordinator that cannot be reached is looked for again with the next heartbeat. */
  async #sendHeartbeat(generationId: number): Promise<void> {
    const { client, groupId, groupInstanceId, sessionTimeoutMs } = this.#options;
    let error: ErrorName = 'NONE';
    try {
      const coordinator = await client.coordinatorOf(groupId);
      const request = { groupId, generationId, memberId: this.#memberId, groupInstanceId };
      const response = await client.send(coordinator, heartbeatApi, request, { lane: this.#lane, timeoutMs: sessionTimeoutMs });
      error = errorName(response.errorCode);
      await this.#checkTopics();
    } catch (failure) {
      error = failure instanceof KafkaError ? failure.errorName : 'UNKNOWN_SERVER_ERROR';
    }
    if (this.#left || client.isClosed || generationId !== this.#generationId) return;
    if (this.onGroupError(error)) return;
    if (error === 'FENCED_INSTANCE_ID' || error === 'GROUP_AUTHORIZATION_FAILED') {
      this.#options.onFatal(new KafkaError(error, `The group ${groupId} has no place for this consumer any more: ${error}.`));
      return;
    }
    if (error !== 'NONE') client.forgetCoordinator(groupId);
    this.#armHeartbeat();
  }

  /** A leader whose topics have other partitions than it shared out asks for another round. */
  async #checkTopics(): Promise<void> {
    const { client, onRebalance } = this.#options;
    const sharedOut = this.#sharedOut;
    if (sharedOut === undefined || client.clock.monotonicMs() < this.#sharedOutAtMs + topicsCheckMs) return;
    this.#sharedOutAtMs = client.clock.monotonicMs();
    const counts = await this.#partitionCounts([...new Set([...this.#options.topics, ...sharedOut.keys()])]);
    const isSame = counts.size === sharedOut.size && [...counts].every(([topic, count]) => sharedOut.get(topic) === count);
    if (!isSame) onRebalance();
  }
}

function throwIfCoordinatorMoved(errorCode: number): void {
  const error = errorName(errorCode);
  if (error === 'NOT_COORDINATOR' || error === 'COORDINATOR_NOT_AVAILABLE' || error === 'COORDINATOR_LOAD_IN_PROGRESS') {
    throw new KafkaError(error, `The coordinator of the group is not ready: ${error}.`);
  }
}
