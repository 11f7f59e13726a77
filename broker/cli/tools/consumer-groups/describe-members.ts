import type { GroupDescription, GroupMemberDescription } from '../../../client/group-description';
import { partitionsByTopic } from '../../../client/partitions-by-topic';
import type { TopicPartition } from '../../../protocol/topic-partition';
import type { ToolContext } from '../define-tool';
import { columns, widthOf } from '../text-columns';
import { compareTopicPartitions } from '../topic-partition-order';
import { describedGroups } from './group-ids';
import { groupStateNotice } from './group-state-notice';

const missing = '-';

interface Column {
  readonly header: string;
  readonly width: number;
  readonly cell: (member: GroupMemberDescription) => string;
}

/** `topic:0,1;other:2`, or a dash for nothing. */
export function assignmentText(assignment: readonly TopicPartition[]): string {
  if (assignment.length === 0) return missing;
  return partitionsByTopic([...assignment].sort(compareTopicPartitions))
    .map(([topic, parts]) => `${topic}:${parts.map(({ partition }) => partition).join(',')}`)
    .join(';');
}

function columnsOf(group: GroupDescription, isVerbose: boolean): Column[] {
  const { groupId, members } = group;
  const column = (header: string, min: number, cell: Column['cell']): Column => ({
    header,
    width: widthOf(members.map(cell), min),
    cell,
  });
  const hasInstances = members.some(({ groupInstanceId }) => groupInstanceId !== null);
  return [
    column('GROUP', 15, () => groupId),
    column('CONSUMER-ID', 15, ({ memberId }) => memberId),
    ...(hasInstances ? [column('GROUP-INSTANCE-ID', 17, ({ groupInstanceId }) => groupInstanceId ?? '')] : []),
    column('HOST', 15, ({ clientHost }) => clientHost),
    column('CLIENT-ID', 15, ({ clientId }) => clientId),
    column('#PARTITIONS', 15, ({ assignment }) => String(assignment.length)),
    ...(isVerbose ? verboseColumns(column, group) : []),
  ];
}

function verboseColumns(
  column: (header: string, min: number, cell: Column['cell']) => Column,
  { members, epochs }: GroupDescription,
): Column[] {
  const upgrades = new Set(members.map(({ progress }) => progress?.isUpgraded));
  const isMigrating = upgrades.has(true) && upgrades.has(false);
  const textOf = (value: number | boolean | undefined): string => (value === undefined ? missing : String(value));
  return [
    column('CURRENT-EPOCH', 15, ({ progress }) => textOf(progress?.epoch)),
    column('CURRENT-ASSIGNMENT', 20, ({ assignment }) => assignmentText(assignment)),
    column('TARGET-EPOCH', 15, () => textOf(epochs?.assignment)),
    column('TARGET-ASSIGNMENT', 20, ({ progress }) => assignmentText(progress?.targetAssignment ?? [])),
    ...(isMigrating ? [{ ...column('UPGRADED', 0, ({ progress }) => textOf(progress?.isUpgraded)), width: 0 }] : []),
  ];
}

/** Kafka's table of a group's members. */
export function memberTable(group: GroupDescription, isVerbose: boolean): string {
  const shown = columnsOf(group, isVerbose);
  const widths = shown.map(({ width }) => width);
  const rows = [shown.map(({ header }) => header), ...group.members.map((member) => shown.map(({ cell }) => cell(member)))];
  const end = isVerbose ? '\n' : ' \n'; // Kafka's format for the first columns ends with the space between two
  return `\n${rows.map((cells) => columns(cells, widths) + end).join('')}`;
}

/** `--describe --members`. */
export async function describeMembers(context: ToolContext): Promise<number> {
  const { options, print, warn } = context;
  let code = 0;
  for (const group of await describedGroups(context)) {
    const notice = groupStateNotice(group.groupId, group.state);
    if (notice !== undefined) warn(notice);
    if (group.state === 'Dead') code = 1;
    else await print(memberTable(group, options.flag('verbose')));
  }
  return code;
}
