import type { SimCluster } from '../cluster/sim-cluster';
import type { SimNode } from '../cluster/sim-node';
import type { SimRandom } from '../sim-random';
import type { SimWorld } from '../world/sim-world';
import type { FaultTraits } from './fault-traits';

/** What a fault may work on. */
export interface FaultContext {
  readonly world: SimWorld;
  readonly cluster: SimCluster;
  readonly random: SimRandom;
  readonly traits: FaultTraits;
  /** Client programs that can be killed; each is started again later. */
  readonly clients: readonly { readonly name: string; restart(): void }[];
  /** Whether the machine may lose what it has: others have it too. */
  readonly mayLosePower: (node: SimNode) => boolean;
  /** Runs later, or when the plan ends; at once when it has ended. */
  readonly later: (delayMs: number, action: () => void) => void;
  /** Says in the trace what happens. */
  readonly say: (what: string) => void;
}

/** Does the fault; false when nothing here can have it now. The undoing runs once, later or when the plan ends. */
export type Fault = (context: FaultContext) => { readonly undo?: () => void; readonly undoAfterMs?: number } | false;
