import { addressText } from '../../../client/bootstrap-servers';
import { describeCluster } from '../../../client/cluster-description';
import { describeQuorum, type QuorumDescription, type QuorumReplica } from '../../../client/quorum-description';
import { zeroUuid } from '../../../protocol/primitives/uuid';
import type { ToolContext } from '../define-tool';

function replicaText({ id, directoryId }: QuorumReplica, { endpoints }: QuorumDescription): string {
  const urls = (endpoints.get(id) ?? []).map((endpoint) => `"${endpoint.name}://${addressText(endpoint)}"`);
  const facts = [
    `"id": ${id}`,
    ...(directoryId === zeroUuid ? [] : [`"directoryId": "${directoryId}"`]),
    ...(urls.length === 0 ? [] : [`"endpoints": [${urls.join(', ')}]`]),
  ];
  return `{${facts.join(', ')}}`;
}

/** How far the voter that is furthest behind is, in records and in time (−1 when nobody knows). */
function lagOf({ leaderId, voters }: QuorumDescription): { records: number; timeMs: number } {
  const leader = voters.find(({ id }) => id === leaderId);
  const [slowest] = [...voters].sort((a, b) => a.logEndOffset - b.logEndOffset);
  if (leader === undefined || slowest === undefined) return { records: 0, timeMs: -1 };
  const isKnown = leader.lastCaughtUpMs >= 0 && slowest.lastCaughtUpMs >= 0;
  const timeMs = isKnown ? leader.lastCaughtUpMs - slowest.lastCaughtUpMs : -1;
  return { records: leader.logEndOffset - slowest.logEndOffset, timeMs: slowest === leader ? 0 : timeMs };
}

/** Kafka's summary of the quorum. */
export function statusText(clusterId: string, quorum: QuorumDescription): string {
  const lag = lagOf(quorum);
  const listOf = (replicas: readonly QuorumReplica[]): string =>
    `[${replicas.map((replica) => replicaText(replica, quorum)).join(', ')}]`;
  const facts: [string, string | number][] = [
    ['ClusterId:', clusterId],
    ['LeaderId:', quorum.leaderId],
    ['LeaderEpoch:', quorum.leaderEpoch],
    ['HighWatermark:', quorum.highWatermark],
    ['MaxFollowerLag:', lag.records],
    ['MaxFollowerLagTimeMs:', lag.timeMs],
    ['CurrentVoters:', listOf(quorum.voters)],
    ['CurrentObservers:', listOf(quorum.observers)],
  ];
  return facts.map(([name, value]) => `${name.padEnd(24)}${value}\n`).join('');
}

/** `describe --status`. */
export async function describeStatus({ client, print }: ToolContext): Promise<number> {
  const { clusterId } = await describeCluster(client);
  await print(statusText(clusterId, await describeQuorum(client)));
  return 0;
}
