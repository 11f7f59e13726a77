import type { Fault } from './fault';
import { healthyDiskPace } from '../world/disk-turn';
import type { FaultKind } from './fault-traits';
import { anyOf, killFor } from './process-faults';

type DiskFault = Extract<FaultKind, 'kill at a disk operation' | 'slow disk' | 'full disk' | 'failed sync'>;

/** Faults of disks, and deaths in the middle of using one. */
export const diskFaults: Readonly<Record<DiskFault, Fault>> = {
  'kill at a disk operation': (context) => {
    const { world, random, say } = context;
    const node = anyOf(context, ({ process }) => process !== undefined);
    if (node === undefined) return false;
    const pace = world.diskPace(node.machine);
    pace.countdown = 1 + random.integer(random.pick([3, 20, 100]));
    pace.onCountdown = () => {
      killFor(context, node);
    };
    say(`${node.name} will be killed at a disk operation, ${pace.countdown} from now`);
    return {
      undo: () => {
        pace.countdown = undefined;
      },
      undoAfterMs: 5000,
    };
  },

  'slow disk': (context) => {
    const { world, random, cluster, say } = context;
    const { machine } = random.pick(cluster.nodes);
    const pace = world.diskPace(machine);
    const { syncMsMax, slowMsMax } = healthyDiskPace();
    if (pace.syncMsMax !== syncMsMax) return false;
    pace.syncMsMax = random.pick([30, 200, 900]);
    pace.slowMsMax = random.pick([1, 10, 40]);
    say(`syncs of ${machine.host} take up to ${pace.syncMsMax} ms`);
    return {
      undo: () => {
        pace.syncMsMax = syncMsMax;
        pace.slowMsMax = slowMsMax;
      },
    };
  },

  'full disk': ({ random, cluster, say }) => {
    const { machine } = random.pick(cluster.nodes);
    const { disk } = machine;
    if (disk.capacityBytes !== Number.MAX_SAFE_INTEGER) return false;
    const freeBytes = random.integer(3000);
    disk.capacityBytes = disk.usedBytes + freeBytes;
    say(`${machine.host} has ${freeBytes} bytes left`);
    return {
      undo: () => {
        disk.capacityBytes = Number.MAX_SAFE_INTEGER;
      },
    };
  },

  'failed sync': (context) => {
    const { random, cluster, say } = context;
    const node = random.pick(cluster.nodes);
    node.machine.disk.fail({ operation: 'sync', code: 'EIO' });
    say(`the next sync of ${node.name} fails`);
    // The log stays offline until the broker starts again.
    return {
      undo: () => {
        node.machine.disk.clearFaults();
        if (node.process !== undefined) killFor(context, node);
      },
    };
  },
};
