import { fetchOffsets, type CommittedOffset } from '../../../client/group-offsets';
import { KafkaError } from '../../../protocol/kafka-error';
import { topicPartitionName, type TopicPartition } from '../../../protocol/topic-partition';
import type { ToolContext } from '../define-tool';
import { listOffsets } from '../list-offsets';
import type { Scenario } from './scenario';

const latest = -1;
const earliest = -2;

/** Where a group's partitions go. The scenario is not from-file: that one has named the offsets. */
export async function newOffsets(
  context: ToolContext,
  groupId: string,
  partitions: readonly TopicPartition[],
  scenario: Exclude<Scenario, { kind: 'from-file' }>,
): Promise<CommittedOffset[]> {
  const { client, io } = context;
  switch (scenario.kind) {
    case 'to-earliest':
      return listOffsets(client, partitions, earliest);
    case 'to-latest':
      return listOffsets(client, partitions, latest);
    case 'to-offset':
      return withinLogs(
        context,
        partitions.map((part) => ({ ...part, offset: scenario.offset })),
      );
    case 'to-datetime':
      return fromTime(context, partitions, scenario.timeMs);
    case 'by-duration':
      return fromTime(context, partitions, io.platform.clock.nowMs() - scenario.ms);
    case 'shift-by':
      return withinLogs(context, await shifted(context, groupId, partitions, scenario.count));
    case 'to-current':
      return current(context, groupId, partitions);
  }
}

async function committedOffsets({ client }: ToolContext, groupId: string): Promise<Map<string, number>> {
  const committed = await fetchOffsets(client, groupId, null);
  return new Map(committed.map((found) => [topicPartitionName(found), found.offset]));
}

async function shifted(
  context: ToolContext,
  groupId: string,
  partitions: readonly TopicPartition[],
  count: number,
): Promise<CommittedOffset[]> {
  const committed = await committedOffsets(context, groupId);
  return partitions.map(({ topic, partition }) => {
    const name = topicPartitionName({ topic, partition });
    const offset = committed.get(name);
    if (offset !== undefined) return { topic, partition, offset: offset + count };
    const sentence = `Cannot shift offset for partition ${name} since there is no current committed offset`;
    throw new KafkaError('INVALID_REQUEST', sentence);
  });
}

async function current(context: ToolContext, groupId: string, partitions: readonly TopicPartition[]): Promise<CommittedOffset[]> {
  const committed = await committedOffsets(context, groupId);
  const uncommitted = partitions.filter((part) => !committed.has(topicPartitionName(part)));
  const ends = await listOffsets(context.client, uncommitted, latest);
  const endOf = new Map(ends.map((found) => [topicPartitionName(found), found.offset]));
  return partitions.map(({ topic, partition }) => {
    const name = topicPartitionName({ topic, partition });
    return { topic, partition, offset: committed.get(name) ?? endOf.get(name) ?? 0 };
  });
}

async function fromTime(
  { client, warn }: ToolContext,
  partitions: readonly TopicPartition[],
  timeMs: number,
): Promise<CommittedOffset[]> {
  const found = await listOffsets(client, partitions, Math.max(0, timeMs));
  const behind = found.filter(({ offset }) => offset < 0);
  for (const { topic, partition } of behind) {
    warn(`\nWarn: Partition ${partition} from topic ${topic} is empty. Falling back to latest known offset.`);
  }
  return [...found.filter(({ offset }) => offset >= 0), ...(await listOffsets(client, behind, latest))];
}

/** Offsets outside a log are moved to its nearest end, with a warning. */
export async function withinLogs(context: ToolContext, wanted: readonly CommittedOffset[]): Promise<CommittedOffset[]> {
  const { client, warn } = context;
  const boundsOf = async (time: number): Promise<Map<string, number>> =>
    new Map((await listOffsets(client, wanted, time)).map((found) => [topicPartitionName(found), found.offset]));
  const [starts, ends] = [await boundsOf(earliest), await boundsOf(latest)];
  return wanted.map(({ topic, partition, offset }) => {
    const name = topicPartitionName({ topic, partition });
    const [start = 0, end = 0] = [starts.get(name), ends.get(name)];
    const moved = Math.max(Math.min(offset, end), start);
    if (moved !== offset) {
      const side = offset > end ? 'higher than latest' : 'lower than earliest';
      warn(`WARN New offset (${offset}) is ${side} offset for topic partition ${name}. Value will be set to ${moved}`);
    }
    return { topic, partition, offset: moved };
  });
}
