import type { BrokerProcess, BrokerSummary } from '@/lib/contracts/cluster';

export interface BrokerTrouble {
  readonly broker: BrokerSummary;
  readonly kind: Exclude<BrokerProcess['state'], 'running'>;
  readonly restarts: number;
  /** Null where a person ended it: then that is the reason. */
  readonly lastExit: string | null;
}

/** How it is with the processes of brokers that do not run. */
export function brokerTroubles(brokers: readonly BrokerSummary[]): BrokerTrouble[] {
  return brokers.flatMap((broker): BrokerTrouble[] => {
    const { process } = broker;
    if (process === null || process.state === 'running') return [];
    const { state: kind, restarts, diedUnasked, lastExit } = process;
    return [{ broker, kind, restarts, lastExit: diedUnasked ? lastExit : null }];
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

/** Brokers that died unasked, were started again and run once more. */
export function recentRestarts(brokers: readonly BrokerSummary[], nowMs: number): RecentRestart[] {
  return brokers.flatMap(({ id, process }) =>
    process !== null && process.state === 'running' && process.diedUnasked && nowMs - process.sinceMs < restartSaidForMs
      ? [{ key: `${id}/${process.restarts}`, broker: id, restarts: process.restarts, lastExit: process.lastExit }]
      : [],
  );
}
