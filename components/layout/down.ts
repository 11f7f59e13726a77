import type { ClusterDetail } from '@/lib/contracts/cluster';
import type { StreamState } from '@/lib/queries/stream/live-stream';

/** Whom the banner says to be down: nobody answers, or the console is not let in. */
export type Down =
  { readonly kind: 'console'; readonly sinceMs: number } | { readonly kind: 'cluster'; readonly detail: ClusterDetail };

/** The first failed attempt is not worth a word; the second is. */
const attemptsQuiet = 1;

export function downOf(stream: StreamState, detail: ClusterDetail | undefined): Down | undefined {
  if (stream.kind === 'waiting' && stream.attempt > attemptsQuiet) return { kind: 'console', sinceMs: stream.sinceMs };
  return detail === undefined || detail.reachable ? undefined : { kind: 'cluster', detail };
}

const none: ReadonlySet<string> = new Set();
const ofClusterDown: ReadonlySet<string> = new Set(['CLUSTER_UNAVAILABLE', 'BROKER_UNAVAILABLE', 'TIMEOUT']);
const ofConsoleDown: ReadonlySet<string> = new Set(['UNREACHABLE', ...ofClusterDown]);

/** The codes of errors that say no more than the banner does. */
export function codesSaidBy(down: Down | undefined): ReadonlySet<string> {
  switch (down?.kind) {
    case undefined:
      return none;
    case 'console':
      return ofConsoleDown;
    case 'cluster': {
      const { problem } = down.detail;
      return problem === null ? ofClusterDown : new Set([...ofClusterDown, problem.code]);
    }
  }
}
