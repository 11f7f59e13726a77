import type { GroupDescription } from '../../../client/group-description';
import { fetchOffsets, type FetchedOffset } from '../../../client/group-offsets';
import type { KafkaClient } from '../../../client/kafka-client';
import { topicPartitionName, type TopicPartition } from '../../../protocol/topic-partition';
import type { ToolContext } from '../define-tool';
import { listOffsets, specialTimes } from '../list-offsets';
import { columns, widthOf } from '../text-columns';
import { compareTopicPartitions } from '../topic-partition-order';
import { describedGroups } from './group-ids';
import { groupStateNotice } from './group-state-notice';

/** A row of the table: a partition, what is committed of it, and the member that reads it. */
export interface OffsetRow extends TopicPartition {
  readonly groupId: string;
  readonly committed: FetchedOffset | undefined;
  /** Undefined when the partition has no leader to ask, or is gone. */
  readonly logEndOffset: number | undefined;
  readonly consumerId: string;
  readonly host: string;
  readonly clientId: string;
}

const missing = '-';
const headers = ['GROUP', 'TOPIC', 'PARTITION', 'CURRENT-OFFSET', 'LOG-END-OFFSET', 'LAG', 'CONSUMER-ID', 'HOST', 'CLIENT-ID'];
/** Where LEADER-EPOCH stands in the verbose table. */
const leaderEpochColumn = 3;

/** What members read, those with most partitions first, and then what is committed but read by nobody. */
export function offsetRows(
  { groupId, members }: GroupDescription,
  committed: readonly FetchedOffset[],
  logEndOffsets: ReadonlyMap<string, number>,
): OffsetRow[] {
  const committedOf = new Map(committed.map((offset) => [topicPartitionName(offset), offset]));
  const rowsOf = (parts: readonly TopicPartition[], consumerId: string, host: string, clientId: string): OffsetRow[] =>
    [...parts].sort(compareTopicPartitions).map(({ topic, partition }) => {
      const name = topicPartitionName({ topic, partition });
      const facts = { committed: committedOf.get(name), logEndOffset: logEndOffsets.get(name) };
      return { groupId, topic, partition, ...facts, consumerId, host, clientId };
    });
  const readers = [...members].sort((a, b) => b.assignment.length - a.assignment.length);
  const assigned = new Set(members.flatMap(({ assignment }) => assignment.map(topicPartitionName)));
  const unread = committed.filter((offset) => !assigned.has(topicPartitionName(offset)));
  return [
    ...readers.flatMap(({ assignment, memberId, clientHost, clientId }) => rowsOf(assignment, memberId, clientHost, clientId)),
    ...rowsOf(unread, missing, missing, missing),
  ];
}

function cellsOf({ groupId, topic, partition, committed, logEndOffset, consumerId, host, clientId }: OffsetRow): string[] {
  const offset = committed === undefined ? missing : String(committed.offset);
  const lag = committed === undefined || logEndOffset === undefined ? missing : String(logEndOffset - committed.offset);
  const end = logEndOffset === undefined ? missing : String(logEndOffset);
  return [groupId, topic, String(partition), offset, end, lag, consumerId, host, clientId];
}

function leaderEpochOf({ committed }: OffsetRow): string {
  return committed === undefined || committed.leaderEpoch < 0 ? missing : String(committed.leaderEpoch);
}

/** Kafka's table of a group's offsets. */
export function offsetTable(rows: readonly OffsetRow[], isVerbose: boolean): string {
  const width = (texts: string[]): number => widthOf(texts, 15);
  const widths = [
    width(rows.map(({ groupId }) => groupId)),
    width(rows.map(({ topic }) => topic)),
    ...[10, 15, 15, 15],
    width(rows.map(({ consumerId }) => consumerId)),
    width(rows.map(({ host }) => host)),
  ];
  const withEpoch = <T>(cells: T[], epoch: T): T[] => (isVerbose ? cells.toSpliced(leaderEpochColumn, 0, epoch) : cells);
  const lines = [withEpoch(headers, 'LEADER-EPOCH'), ...rows.map((row) => withEpoch(cellsOf(row), leaderEpochOf(row)))].map(
    (cells) => columns(cells, withEpoch(widths, 15)),
  );
  return `\n${lines.join('\n')}\n`;
}

/** The ends of those partitions that exist and have a leader, by `topic-partition`. */
async function logEndOffsetsOf(client: KafkaClient, partitions: readonly TopicPartition[]): Promise<Map<string, number>> {
  const names = [...new Set(partitions.map(({ topic }) => topic))];
  if (names.length === 0) return new Map();
  const { topics } = await client.retrying(() => client.metadata(names));
  const led = new Set(
    topics.flatMap(({ name: topic, partitions: known }) =>
      known.filter(({ leader }) => leader >= 0).map(({ partition }) => topicPartitionName({ topic, partition })),
    ),
  );
  const asked = new Map(partitions.map((part) => [topicPartitionName(part), part]));
  const reachable = [...asked].filter(([name]) => led.has(name)).map(([, part]) => part);
  const offsets = await listOffsets(client, reachable, specialTimes['latest'] ?? -1);
  return new Map(offsets.map((found) => [topicPartitionName(found), found.offset]));
}

/** `--describe [--offsets]`. */
export async function describeOffsets(context: ToolContext): Promise<number> {
  const { client, options, print, warn } = context;
  const groups = await describedGroups(context);
  const committed = await Promise.all(groups.map(({ groupId }) => fetchOffsets(client, groupId, null)));
  const assigned = groups.flatMap(({ members }) => members.flatMap(({ assignment }) => assignment));
  const logEndOffsets = await logEndOffsetsOf(client, [...committed.flat(), ...assigned]);
  let code = 0;
  for (const [index, group] of groups.entries()) {
    const notice = groupStateNotice(group.groupId, group.state);
    if (notice !== undefined) warn(notice);
    if (group.state === 'Dead') code = 1;
    const rows = offsetRows(group, committed[index] ?? [], logEndOffsets);
    if (group.state !== 'Dead' && rows.length > 0) await print(offsetTable(rows, options.flag('verbose')));
  }
  return code;
}
