import { fetchCommitted } from '../../client/group-offsets';
import { SimCluster } from '../cluster/sim-cluster';
import { checkFiles } from '../checks/file-checks';
import { checkGroup, checkHistory } from '../checks/history-checks';
import { hasDeposedCoordinator } from '../checks/has-deposed-coordinator';
import { Invariants } from '../checks/invariants';
import { whatIsWrong } from '../checks/wellness';
import { FaultPlan } from '../faults/fault-plan';
import { hasEverythingElsewhere } from '../faults/has-everything-elsewhere';
import { SimWorld } from '../world/sim-world';
import { ClientProgram, type ClientLife } from '../workload/client-program';
import { createTopics } from '../workload/create-topics';
import { readEverything } from '../workload/final-reader';
import { Workload } from '../workload/workload';
import { drawSeedOptions, type SeedOptions } from './seed-options';

export interface Problem {
  readonly rule: string;
  readonly what: string;
  readonly atMs: number;
}

export interface SeedResult {
  readonly seed: number;
  /** Of everything that happened; equal for equal runs. */
  readonly hash: string;
  readonly problems: readonly Problem[];
  readonly operations: ReadonlyMap<string, number>;
  readonly faults: ReadonlyMap<string, number>;
  /** Situations it got into, and how often. */
  readonly coverage: ReadonlyMap<string, number>;
  readonly simulatedMs: number;
  readonly events: number;
  /** The last things that happened, in words. */
  table(lines: number): string;
}

export interface RunOptions {
  readonly seed: number;
  readonly brokers?: number;
  /** Sees each line of the trace at once. */
  readonly onTrace?: (line: string) => void;
}

/** Operations and faults a seed has at least. */
const operationsMin = 2000;
const faultsMin = 10;
const faultPhaseMsMax = 90_000;
const setupMsMax = 20_000;
/** Time in which everything has to be well again once nothing disturbs it any more. */
const recoveryMsMax = 40_000;
const problemsMax = 5;
/** Looks inside the brokers after that many events. */
const eventsPerCheck = 20;

/** Runs one seed from an empty disk to the last check. */
export async function runSeed(run: RunOptions): Promise<SeedResult> {
  const options = drawSeedOptions(run.seed, run.brokers === undefined ? {} : { brokers: run.brokers });
  const world = new SimWorld({
    seed: run.seed,
    skew: options.skew,
    chunkBytes: (random) =>
      random.chance(options.tinyChunkShare) ? 1 + random.integer(random.pick([3, 40])) : Number.MAX_SAFE_INTEGER,
  });
  if (run.onTrace !== undefined) world.trace.onEntry = run.onTrace;
  const seedRun = new SeedRun(world, options);
  const onUnhandled = (error: unknown): void => {
    seedRun.report('nothing fails unseen', error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  process.on('unhandledRejection', onUnhandled);
  try {
    await seedRun.run();
  } finally {
    process.off('unhandledRejection', onUnhandled);
  }
  return seedRun.result();
}

class SeedRun {
  readonly #world: SimWorld;
  readonly #options: SeedOptions;
  readonly #cluster: SimCluster;
  readonly #workload: Workload;
  readonly #invariants: Invariants;
  readonly #problems: Problem[] = [];
  #faults: FaultPlan | undefined;
  #checkedEvents = 0;

  constructor(world: SimWorld, options: SeedOptions) {
    this.#world = world;
    this.#options = options;
    const { brokers, properties, topics } = options;
    const report = this.report.bind(this);
    this.#cluster = new SimCluster({ world, brokers, properties });
    const mayReadStale = (groupId: string): boolean => {
      const newest = this.#invariants.newestImage;
      return newest !== undefined && hasDeposedCoordinator(this.#cluster, newest, groupId);
    };
    this.#workload = new Workload({ world, cluster: this.#cluster, options, report, mayReadStale });
    this.#invariants = new Invariants({
      cluster: this.#cluster,
      topics,
      replicasKeepAll: options.faults.isDurable(1),
      report,
      coverage: world.coverage,
    });
    world.onCrash = (program, error) => {
      this.report(
        'no program crashes',
        `${program?.name ?? 'the plan'}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
      );
    };
    world.scheduler.onSettled = () => {
      if (world.scheduler.eventCount - this.#checkedEvents < eventsPerCheck) return;
      this.#checkedEvents = world.scheduler.eventCount;
      this.#invariants.check();
    };
  }

  report(rule: string, what: string): void {
    this.#world.trace.add('check', 'WRONG', `${rule}: ${what}`);
    this.#problems.push({ rule, what, atMs: this.#world.scheduler.nowMs });
    if (this.#problems.length >= problemsMax) this.#world.scheduler.stop();
  }

  result(): SeedResult {
    const { scheduler, trace, coverage, network } = this.#world;
    if (network.refusals > 0) coverage.reached('a connection was refused');
    return {
      seed: this.#options.seed,
      hash: scheduler.hash.toString(),
      problems: this.#problems,
      operations: this.#workload.history.operations,
      faults: this.#faults?.counts ?? new Map<string, number>(),
      coverage: coverage.counts,
      simulatedMs: scheduler.nowMs,
      events: scheduler.eventCount,
      table: (lines) => trace.table(lines),
    };
  }

  async run(): Promise<void> {
    await this.#cluster.start();
    const isSetUp = await this.#withClient('setup', setupMsMax, ({ client }) => createTopics(client, this.#options.topics));
    if (!isSetUp) return;
    this.#workload.start();
    await this.#disturb();
    if (this.#problems.length > 0) return;
    await this.#recover();
    if (this.#problems.length > 0) return;
    for (const program of this.#workload.programs) program.kill();
    await this.#runUntil(() => this.#isQuiet(), recoveryMsMax);
    await this.#lastChecks();
  }

  async #disturb(): Promise<void> {
    const { history, programs } = this.#workload;
    const plan = new FaultPlan({
      world: this.#world,
      cluster: this.#cluster,
      traits: this.#options.faults,
      clients: programs,
      mayLosePower: (node) => hasEverythingElsewhere(this.#cluster, node),
    });
    this.#faults = plan;
    const isEnough = (): boolean => history.operationCount >= operationsMin && plan.count >= faultsMin;
    await this.#runUntil(isEnough, faultPhaseMsMax);
    this.#world.trace.add('run', 'phase', `faults end after ${history.operationCount} operations and ${plan.count} faults`);
    plan.end();
  }

  /** Everything is healed: now it must work. */
  async #recover(): Promise<void> {
    const { nodes } = this.#cluster;
    // Byte by byte a megabyte takes minutes: nobody who has to be done in time may get such a connection.
    this.#world.network.chunkBytes = () => Number.MAX_SAFE_INTEGER;
    for (const node of nodes) {
      node.resume();
      if (node.state === 'stopping') node.kill();
      node.start();
    }
    this.#workload.end();
    const wrong = (): string[] => whatIsWrong(this.#cluster, this.#workload);
    if (await this.#runUntil(() => wrong().length === 0, recoveryMsMax)) return;
    if (this.#problems.length === 0) this.report('everything works again', wrong().slice(0, 5).join(', '));
  }

  /** Nothing a client sent is still on its way. */
  #isQuiet(): boolean {
    const connections = this.#world.network.connections();
    return connections.every(({ client, clientProcess }) => client.bufferedBytes === 0 || !clientProcess.isDead);
  }

  async #lastChecks(): Promise<void> {
    const { history, groups } = this.#workload;
    const report = this.report.bind(this);
    const topics = this.#options.topics.filter(({ isLasting }) => isLasting);
    await this.#withClient('the last reader', recoveryMsMax, async ({ client }) => {
      checkHistory(history, await readEverything(client, topics, history), report);
      for (const group of groups) {
        const parts = Array.from({ length: group.topic.partitions }, (_, partition) => ({ topic: group.topic.name, partition }));
        const startMs = this.#world.scheduler.nowMs;
        const committed = await fetchCommitted(client, group.id, parts);
        const byPartition = new Map(
          parts.map((part) => [part.partition, committed.get(`${part.topic}-${part.partition}`) ?? -1]),
        );
        checkGroup(group, byPartition, report);
        if (!group.isDurable) continue;
        for (const [partition, offset] of byPartition)
          group.register.checkRead(`${group.topic.name}-${partition}`, offset, startMs, startMs);
      }
    });
    if (this.#problems.length > 0) return;
    this.#cluster.restartsExited = false;
    for (const node of this.#cluster.nodes) void node.stop();
    const isStopped = await this.#runUntil(() => this.#cluster.nodes.every(({ state }) => state === 'down'), recoveryMsMax);
    if (!isStopped)
      report('a broker can be stopped', this.#cluster.nodes.map(({ name, state }) => `${name} is ${state}`).join(', '));
    for (const node of this.#cluster.nodes) checkFiles(node, report);
  }

  /** Runs an undisturbed client to the end of what it does; false, and a problem, when that takes too long. */
  async #withClient(name: string, timeoutMs: number, work: (life: ClientLife) => Promise<void>): Promise<boolean> {
    const progress = { isDone: false };
    const program = new ClientProgram({
      world: this.#world,
      name: name.replaceAll(' ', '-'),
      bootstrapServers: this.#cluster.bootstrapServers,
      requestTimeoutMs: 4000,
      main: (life) => {
        void work(life).then(() => {
          progress.isDone = true;
        });
        return () => undefined;
      },
    });
    program.start();
    await this.#runUntil(() => progress.isDone, timeoutMs);
    program.kill();
    if (!progress.isDone && this.#problems.length === 0)
      this.report('clients come to an end', `${name} is not done after ${timeoutMs} ms`);
    return progress.isDone;
  }

  /** Runs until the condition holds, looking every few milliseconds; false when it did not in that time. */
  async #runUntil(condition: () => boolean, timeoutMs: number): Promise<boolean> {
    const { scheduler } = this.#world;
    const untilMs = scheduler.nowMs + timeoutMs;
    while (!condition()) {
      if (scheduler.nowMs >= untilMs || this.#problems.length > 0) return false;
      await scheduler.run(scheduler.nowMs + 20);
    }
    return true;
  }
}
