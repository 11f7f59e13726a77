import type { TopicPartition } from '../protocol/topic-partition';

interface Subscriber {
  memberId: string;
  topics: readonly string[];
}

/**
 * Kafka's range assignor: per topic, its partitions in order are cut into runs, one for each subscriber by member id; the
 * first ones get one more where it does not divide.
 */
export function assignRanges(
  subscribers: readonly Subscriber[],
  partitionCounts: ReadonlyMap<string, number>,
): Map<string, TopicPartition[]> {
  const assignments = new Map<string, TopicPartition[]>(subscribers.map(({ memberId }) => [memberId, []]));
  for (const [topic, count] of partitionCounts) {
    const members = subscribers
      .filter(({ topics }) => topics.includes(topic))
      .map(({ memberId }) => memberId)
      .sort();
    const share = Math.floor(count / members.length);
    const withOneMore = count % members.length;
    let next = 0;
    members.forEach((memberId, index) => {
      const end = next + share + (index < withOneMore ? 1 : 0);
      for (; next < end; next += 1) assignments.get(memberId)?.push({ topic, partition: next });
    });
  }
  return assignments;
}
