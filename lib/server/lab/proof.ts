import type { Proof as ProofView } from '@/lib/contracts/lab';
import { errorBody } from '../error-body';
import type { ClusterClient } from '../kafka/cluster-client';
import type { TopicMetadata } from '../kafka/cluster-metadata';
import { ServiceError } from '../service-error';
import { ProofRun } from './proof-run';

export const proofTopic = 'ottla.lab';
/** With nobody looking it stops after this long: a closed page leaves nothing running. */
const idleMs = 60_000;
/** A wait worth a word. */
const waitingMsMin = 500;

export interface ProofTopic {
  readonly topic: TopicMetadata;
  readonly minInsyncReplicas: number;
}

/** The lab's one proof: its state outlives the pages that look at it. */
export class Proof {
  readonly #client: ClusterClient;
  #state: ProofView['state'] = 'idle';
  #stopReason: ProofView['stopReason'] = null;
  #run: ProofRun | undefined;
  #minInsyncReplicas = 0;
  #failure: ServiceError | undefined;
  #lookers = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  /** Somebody looks until the signal fires. */
  hold(signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#lookers += 1;
    clearTimeout(this.#idle);
    signal.addEventListener('abort', () => {
      this.#lookers -= 1;
      this.#stopWhenIdle();
    });
  }

  /** Goes on with the counts there are, or begins when there are none. */
  async start(find: () => Promise<ProofTopic>): Promise<void> {
    if (this.#state === 'running' || this.#state === 'starting' || this.#state === 'stopping') return;
    this.#state = 'starting';
    this.#stopReason = null;
    this.#failure = undefined;
    try {
      const { topic, minInsyncReplicas } = await find();
      if (this.#run?.topic.id !== topic.id) {
        this.#run?.close();
        this.#run = new ProofRun(this.#client, topic, (error) => this.#failed(error));
      }
      this.#minInsyncReplicas = minInsyncReplicas;
      await this.#run.start();
      this.#state = 'running';
      this.#stopWhenIdle();
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  async stop(reason: NonNullable<ProofView['stopReason']>): Promise<void> {
    const run = this.#run;
    if (this.#state !== 'running' || run === undefined) return;
    this.#state = 'stopping';
    await run.stop();
    this.#state = 'stopped';
    this.#stopReason = reason;
  }

  /** Forgets the counts; a proof that runs goes on from zero. */
  async reset(find: () => Promise<ProofTopic>): Promise<void> {
    const wasRunning = this.#state === 'running';
    this.close();
    if (wasRunning) await this.start(find);
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#run?.close();
    this.#run = undefined;
    this.#failure = undefined;
    this.#stopReason = null;
    this.#state = 'idle';
  }

  view(requestId: string): ProofView {
    const run = this.#run;
    const lanes = [...(run?.lanes.values() ?? [])];
    const now = performance.now();
    const isLive = this.#state === 'running' || this.#state === 'stopping';
    const sum = (of: (lane: (typeof lanes)[number]) => number): number => lanes.reduce((total, lane) => total + of(lane), 0);
    const problem = this.#failure ?? (isLive ? run?.problem : null) ?? null;
    return {
      state: this.#state,
      stopReason: this.#stopReason,
      topic: run?.topic.name ?? proofTopic,
      partitions: lanes.length,
      replicationFactor: Math.max(0, ...(run?.topic.partitions.map(({ replicas }) => replicas.length) ?? [])),
      minInsyncReplicas: this.#minInsyncReplicas,
      startedAtMs: run?.startedAtMs ?? null,
      acknowledged: sum(({ acknowledged }) => acknowledged),
      verified: sum(({ verified }) => verified),
      lost: sum(({ lost }) => lost),
      doubled: sum(({ doubled }) => doubled),
      notChecked: sum(({ notChecked }) => notChecked),
      longestPauseMs: Math.round(
        Math.max(0, ...lanes.map((lane) => Math.max(lane.longestPauseMs, isLive ? lane.waitedMs(now) : 0))),
      ),
      waitingPartitions: isLive
        ? lanes.filter((lane) => lane.waitedMs(now) > waitingMsMin).map(({ partition }) => partition)
        : [],
      writesPerSecond: [...(run?.writesPerSecond ?? [])],
      problem: problem === null ? null : errorBody(problem, requestId),
    };
  }

  #failed(error: unknown): void {
    this.#run?.close();
    this.#failure = error instanceof ServiceError ? error : new ServiceError('INTERNAL', 'The proof failed.', { cause: error });
    this.#stopReason = this.#failure.code === 'TOPIC_NOT_FOUND' || this.#failure.code === 'TOPIC_RECREATED' ? 'topic-gone' : null;
    this.#state = 'failed';
  }

  #stopWhenIdle(): void {
    clearTimeout(this.#idle);
    if (this.#lookers > 0 || this.#state !== 'running') return;
    this.#idle = setTimeout(() => void this.stop('nobody-looks'), idleMs);
    this.#idle.unref();
  }
}
