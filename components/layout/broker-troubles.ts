import type { BrokerSummary } from '@/lib/contracts/cluster';

export interface BrokerTrouble {
  readonly broker: BrokerSummary;
  readonly kind: 'restarting' | 'stopped';
  readonly restarts: number;
  readonly lastExit: string | null;
}

/** What the supervisor does about brokers that do not run. */
export function brokerTroubles(brokers: readonly BrokerSummary[]): BrokerTrouble[] {
  return brokers.flatMap((broker): BrokerTrouble[] => {
    const { process } = broker;
    if (process === null) return [];
    switch (process.state) {
      case 'running':
        return [];
      case 'starting':
      case 'down':
      case 'restarting':
        return [{ broker, kind: 'restarting', restarts: process.restarts, lastExit: process.lastExit }];
      case 'stopped':
        return [{ broker, kind: 'stopped', restarts: process.restarts, lastExit: process.lastExit }];
    }
  });
}

/** How long a restart nobody asked for stays worth a word. */
export const restartSaidForMs = 5 * 60_000;

export interface RecentRestart {
  readonly key: string;
  readonly broker: number;
  readonly restarts: number;
  readonly lastExit: string | null;
}

/** Brokers that were started again by themselves and run once more. */
export function recentRestarts(brokers: readonly BrokerSummary[], nowMs: number): RecentRestart[] {
  return brokers.flatMap(({ id, process }) =>
    process !== null && process.state === 'running' && process.restarts > 0 && nowMs - process.sinceMs < restartSaidForMs
      ? [{ key: `${id}/${process.restarts}`, broker: id, restarts: process.restarts, lastExit: process.lastExit }]
      : [],
  );
}
