import type { SimCluster } from '../cluster/sim-cluster';
import { defaultMinInsyncReplicas, type SeedOptions } from '../run/seed-options';
import type { SimWorld } from '../world/sim-world';
import { ClientProgram, type ClientLife } from './client-program';
import { CommitRegister } from './commit-register';
import { History, type Report } from './history';
import { ModelGroupMember, type ModelGroup } from './model-group-member';
import { ModelProducer } from './model-producer';
import { ModelReader } from './model-reader';

interface WorkloadOptions {
  readonly world: SimWorld;
  readonly cluster: SimCluster;
  readonly options: SeedOptions;
  readonly report: Report;
  /** Whether some broker may answer for the group that should not any more. */
  readonly mayReadStale: (groupId: string) => boolean;
}

/** The clients of a seed. */
export class Workload {
  readonly history: History;
  readonly groups: readonly ModelGroup[];
  readonly programs: ClientProgram[] = [];
  readonly producers = new Map<string, ModelProducer>();
  readonly members = new Map<string, ModelGroupMember>();
  readonly #options: WorkloadOptions;
  #isEnding = false;

  constructor(options: WorkloadOptions) {
    const { report, mayReadStale } = options;
    this.#options = options;
    this.history = new History(report, options.world.coverage);
    this.groups = options.options.groups.map(({ id, topic }) => ({
      id,
      topic,
      register: new CommitRegister(id, report),
      delivered: new Map(),
      mayReadStale: () => mayReadStale(id),
      isDurable: options.options.faults.isDurable(defaultMinInsyncReplicas(options.options.brokers)),
    }));
  }

  start(): void {
    const { producers, readers, groups } = this.#options.options;
    const { history } = this;
    const { report } = this.#options;
    for (const traits of producers) {
      let number = 0;
      const nextNumber = (): number => (number += 1);
      this.#launch(traits.name, (life) => {
        const producer = new ModelProducer({ ...life, traits, history, report, nextNumber });
        this.producers.set(traits.name, producer);
        if (this.#isEnding) producer.stop();
        return () => {
          producer.abandon();
        };
      });
    }
    for (const traits of readers) {
      this.#launch(traits.name, (life) => {
        new ModelReader({ ...life, traits, history, report });
        return () => undefined;
      });
    }
    for (const [index, { members }] of groups.entries()) {
      const group = this.groups[index];
      if (group === undefined) continue;
      for (const traits of members) {
        this.#launch(traits.name, (life) => {
          this.members.set(traits.name, new ModelGroupMember({ ...life, traits, group, history, report }));
          return () => undefined;
        });
      }
    }
  }

  #launch(name: string, main: (life: ClientLife) => () => void): void {
    const { world, cluster } = this.#options;
    const program = new ClientProgram({ world, name, bootstrapServers: cluster.bootstrapServers, requestTimeoutMs: 4000, main });
    this.programs.push(program);
    program.start();
  }

  /** Nothing new is begun; what is on its way comes to its end. */
  end(): void {
    this.#isEnding = true;
    for (const producer of this.producers.values()) producer.stop();
    for (const member of this.members.values()) member.isStopped = true;
  }

  /** Records whose producers wait for an answer. */
  get pendingCount(): number {
    return [...this.producers.values()].reduce((sum, { pendingCount }) => sum + pendingCount, 0);
  }
}
