import { listGroups, type GroupListing } from '../../../client/group-listing';
import type { ToolContext } from '../define-tool';
import { columns, widthOf } from '../text-columns';
import { groupFilter, groupTypeName } from './group-filter';

const cellWidth = 20;

/** Kafka's table of groups; names alone when neither type nor state was asked for. */
export function groupLines(groups: readonly GroupListing[], shown: { type: boolean; state: boolean }): string[] {
  if (!shown.type && !shown.state) return groups.map(({ groupId }) => groupId);
  const groupWidth = widthOf(
    groups.map(({ groupId }) => groupId),
    15,
  );
  const line = (group: string, type: string, state: string): string => {
    const cells = [group, ...(shown.type ? [type] : []), ...(shown.state ? [state] : [])];
    return columns(cells, [groupWidth + 10, cellWidth, cellWidth]);
  };
  return [
    line('GROUP', 'TYPE', 'STATE'),
    ...groups.map(({ groupId, type, state }) => line(groupId, groupTypeName(type), state === '' ? 'Unknown' : state)),
  ];
}

/** `--list`. */
export async function listConsumerGroups({ client, options, print }: ToolContext): Promise<number> {
  const matches = groupFilter(options);
  const groups = (await listGroups(client)).filter(matches);
  const lines = groupLines(groups, { type: options.flag('type'), state: options.flag('state') });
  await print(lines.map((line) => `${line}\n`).join(''));
  return 0;
}
