import type { BrokerImage, MetadataImage, PartitionImage } from '../../metadata/metadata-image';

/** A partition in one line: `leader=1 e=0 p=2 replicas=1,2,3 isr=1,2 elr=3`; what is empty is left out. */
export function partitionText(partition: PartitionImage): string {
  const { replicas, isr, addingReplicas, removingReplicas, eligibleLeaderReplicas, lastKnownElr } = partition;
  const lists = { isr, elr: eligibleLeaderReplicas, known: lastKnownElr, adding: addingReplicas, removing: removingReplicas };
  const shown = Object.entries(lists).filter(([name, ids]) => name === 'isr' || ids.length > 0);
  const leader = partition.leader === -1 ? 'none' : String(partition.leader);
  return [
    `leader=${leader} e=${partition.leaderEpoch} p=${partition.partitionEpoch} replicas=${replicas.join(',')}`,
    ...shown.map(([name, ids]) => `${name}=${ids.join(',')}`),
    ...(partition.leaderRecoveryState === 0 ? [] : ['recovering']),
  ].join(' ');
}

function brokerText({ fenced, inControlledShutdown }: BrokerImage): string {
  return `${fenced ? 'fenced' : 'unfenced'}${inControlledShutdown ? ' shutting down' : ''}`;
}

/** Brokers and partitions by name, each in one line. */
export function metadataText(image: MetadataImage): ReadonlyMap<string, string> {
  const lines = new Map<string, string>();
  for (const broker of [...image.brokers.values()].sort((a, b) => a.id - b.id))
    lines.set(`broker ${broker.id}`, brokerText(broker));
  for (const topic of [...image.topicsByName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    topic.partitions.forEach((partition, index) => lines.set(`${topic.name}-${index}`, partitionText(partition)));
  }
  return lines;
}
