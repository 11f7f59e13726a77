import type { SimNode } from '../cluster/sim-node';
import type { Fault, FaultContext } from './fault';
import type { FaultKind } from './fault-traits';
import { isQuorumWhole } from './is-quorum-whole';

type ProcessFault = Extract<FaultKind, 'kill' | 'stop' | 'pause' | 'power' | 'wiped disk' | 'wall clock jump' | 'kill a client'>;

/** Faults of processes and machines. */
export const processFaults: Readonly<Record<ProcessFault, Fault>> = {
  kill: (context) => {
    const victims = severalOf(context, ({ process }) => process !== undefined);
    for (const node of victims) killFor(context, node);
    return victims.length > 0 && {};
  },

  stop: (context) => {
    const { random } = context;
    const node = anyOf(context, ({ state }) => state === 'up');
    if (node?.isPaused !== false) return false;
    void node.stop();
    const finish = (): void => {
      // A stop that hangs is ended by the supervisor.
      if (node.state === 'stopping') node.kill();
      node.start();
    };
    return { undo: finish, undoAfterMs: random.chance(0.8) ? random.between(600, 1500) : random.between(1500, 5000) };
  },

  pause: (context) => {
    const { random } = context;
    const node = anyOf(context, ({ process, isPaused }) => process !== undefined && !isPaused);
    if (node === undefined) return false;
    const { process } = node;
    node.pause();
    const undo = (): void => {
      if (node.process === process) node.resume();
    };
    return { undo, undoAfterMs: random.chance(0.6) ? random.between(20, 1500) : random.between(1500, 8000) };
  },

  power: (context) => {
    const { traits, random, cluster, mayLosePower } = context;
    const all = traits.power === 'cluster' && random.chance(0.5);
    const candidates = cluster.nodes.filter((node) => node.hasPower && (traits.power === 'cluster' || mayLosePower(node)));
    const victims = all ? candidates : candidates.length > 0 ? [random.pick(candidates)] : [];
    for (const node of victims) {
      node.cutPower();
      context.later(downMs(context), () => {
        node.start();
      });
    }
    return victims.length > 0 && {};
  },

  'wiped disk': (context) => {
    const { cluster, mayLosePower, say } = context;
    if (!isQuorumWhole(cluster)) return false;
    const node = anyOf(context, (candidate) => candidate.process !== undefined && mayLosePower(candidate));
    if (node === undefined) return false;
    node.kill();
    say(`the disk of ${node.name} is replaced by an empty one`);
    void cluster.formatAgain(node);
    restartLater(context, node);
    return {};
  },

  'wall clock jump': ({ random, cluster, say }) => {
    const { machine } = random.pick(cluster.nodes);
    const byMs = Math.round(random.between(-1, 1) * random.pick([100, 5000, 120_000]));
    machine.jumpWallClock(byMs);
    say(`the clock of ${machine.host} is set by ${byMs} ms`);
    return {};
  },

  'kill a client': ({ random, clients, say }) => {
    if (clients.length === 0) return false;
    const client = random.pick(clients);
    say(`${client.name} is killed and started again`);
    client.restart();
    return {};
  },
};

/** Kills a node now and starts it again later. */
export function killFor(context: FaultContext, node: SimNode): void {
  node.kill();
  restartLater(context, node);
}

function restartLater(context: FaultContext, node: SimNode): void {
  context.later(downMs(context), () => {
    node.start();
  });
}

function downMs({ random }: FaultContext): number {
  return random.chance(0.7) ? random.between(50, 800) : random.between(800, 6000);
}

export function anyOf({ cluster, random }: FaultContext, matches: (node: SimNode) => boolean): SimNode | undefined {
  const candidates = cluster.nodes.filter(matches);
  return candidates.length === 0 ? undefined : random.pick(candidates);
}

/** One as a rule, seldom several at the same moment. */
function severalOf(context: FaultContext, matches: (node: SimNode) => boolean): SimNode[] {
  const { cluster, random } = context;
  const candidates = cluster.nodes.filter(matches);
  if (random.chance(0.1)) return candidates.filter(() => random.chance(0.7));
  return candidates.length === 0 ? [] : [random.pick(candidates)];
}
