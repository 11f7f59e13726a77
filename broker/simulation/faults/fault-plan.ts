import { SimRandom } from '../sim-random';
import { diskFaults } from './disk-faults';
import type { Fault, FaultContext } from './fault';
import type { FaultKind } from './fault-traits';
import { networkFaults } from './network-faults';
import { processFaults } from './process-faults';

const faults: Readonly<Record<FaultKind, Fault>> = { ...processFaults, ...networkFaults, ...diskFaults };

/** Faults at random times, each of a kind that the seed has, undone after a while. */
export class FaultPlan {
  readonly counts = new Map<FaultKind, number>();
  readonly #context: FaultContext;
  readonly #undoings = new Set<() => void>();
  #isOver = false;

  constructor(options: Omit<FaultContext, 'random' | 'later' | 'say'>) {
    const { world } = options;
    this.#context = {
      ...options,
      random: SimRandom.stream(world.seed, 'faults'),
      later: (delayMs, action) => {
        this.#later(delayMs, action);
      },
      say: (what) => world.trace.add('faults', 'fault', what),
    };
    this.#next();
  }

  get count(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** No more faults, and what the present ones did is undone. */
  end(): void {
    this.#isOver = true;
    for (const undo of [...this.#undoings]) undo();
  }

  /** What an undoing puts off at the end is done at once: nothing of the plan happens after it. */
  #later(delayMs: number, action: () => void): void {
    if (this.#isOver) {
      action();
      return;
    }
    const run = (): void => {
      if (this.#undoings.delete(run)) action();
    };
    this.#undoings.add(run);
    this.#context.world.scheduler.after(delayMs, 'timer', undefined, run);
  }

  #next(): void {
    const { world, random, traits } = this.#context;
    world.scheduler.after(random.between(0.1, 1.9) * traits.meanIntervalMs, 'timer', undefined, () => {
      if (this.#isOver) return;
      this.#strike();
      this.#next();
    });
  }

  #strike(): void {
    const { random, traits } = this.#context;
    if (this.#undoings.size >= traits.togetherMax) return;
    const kind = random.pick(traits.kinds);
    const done = faults[kind](this.#context);
    if (done === false) return;
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
    if (done.undo !== undefined) this.#later(done.undoAfterMs ?? random.between(50, 3000), done.undo);
  }
}
