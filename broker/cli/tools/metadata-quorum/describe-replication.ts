import { describeQuorum, type QuorumDescription, type QuorumReplica } from '../../../client/quorum-description';
import { KafkaError } from '../../../protocol/kafka-error';
import type { ToolContext } from '../define-tool';
import { tabbedTable } from '../tabbed-table';

const headers = ['NodeId', 'DirectoryId', 'LogEndOffset', 'Lag', 'LastFetchTimestamp', 'LastCaughtUpTimestamp', 'Status'];

/** What a time looks like: itself, or how long before now it was. */
type TimeText = (ms: number, what: string) => string;

function agoText(nowMs: number): TimeText {
  return (ms, what) => {
    if (ms <= 0 || ms > nowMs) {
      const sentence = 'Error while computing relative time, possible drift in system clock.';
      throw new KafkaError('INVALID_TIMESTAMP', `${sentence} Current timestamp is ${nowMs}, ${what} timestamp is ${ms}`);
    }
    return `${nowMs - ms} ms ago`;
  };
}

/** Kafka's table of the copies of the metadata log; `nowMs` makes its times relative. */
export function replicationTable({ leaderId, voters, observers }: QuorumDescription, nowMs?: number): string {
  const timeText: TimeText = nowMs === undefined ? String : agoText(nowMs);
  const leaders = voters.filter(({ id }) => id === leaderId);
  const end = leaders[0]?.logEndOffset ?? 0;
  const rowOf = (status: string) => (replica: QuorumReplica) => [
    String(replica.id),
    replica.directoryId,
    String(replica.logEndOffset),
    String(end - replica.logEndOffset),
    replica.lastFetchMs === -1 ? '-1' : timeText(replica.lastFetchMs, 'last fetch'),
    replica.lastCaughtUpMs === -1 ? '-1' : timeText(replica.lastCaughtUpMs, 'last caught up'),
    status,
  ];
  return tabbedTable([
    headers,
    ...leaders.map(rowOf('Leader')),
    ...voters.filter(({ id }) => id !== leaderId).map(rowOf('Follower')),
    ...observers.map(rowOf('Observer')),
  ]);
}

/** `describe --replication`. */
export async function describeReplication({ client, options, io, print }: ToolContext): Promise<number> {
  const quorum = await describeQuorum(client);
  const nowMs = options.flag('human-readable') ? io.platform.clock.nowMs() : undefined;
  await print(replicationTable(quorum, nowMs));
  return 0;
}
