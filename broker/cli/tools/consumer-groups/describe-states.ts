import { addressText } from '../../../client/bootstrap-servers';
import type { GroupDescription } from '../../../client/group-description';
import type { ToolContext } from '../define-tool';
import { columns } from '../text-columns';
import { describedGroups } from './group-ids';
import { groupStateNotice } from './group-state-notice';

const missing = '-';

/** Kafka's table of a group's state. */
export function stateTable(
  { groupId, coordinator, assignor, state, members, epochs }: GroupDescription,
  isVerbose: boolean,
): string {
  const broker = `${addressText(coordinator)}  (${coordinator.id})`;
  const widths = [Math.max(15, groupId.length), Math.max(25, broker.length), 20, 20, ...(isVerbose ? [15, 25] : [])];
  const only = (cells: string[]): string[] => (isVerbose ? cells : []);
  const epochText = (epoch: number | undefined): string => (epoch === undefined ? missing : String(epoch));
  const rows = [
    [
      'GROUP',
      'COORDINATOR (ID)',
      'ASSIGNMENT-STRATEGY',
      'STATE',
      ...only(['GROUP-EPOCH', 'TARGET-ASSIGNMENT-EPOCH']),
      '#MEMBERS',
    ],
    [
      groupId,
      broker,
      assignor === '' ? missing : assignor,
      state,
      ...only([epochText(epochs?.group), epochText(epochs?.assignment)]),
      String(members.length),
    ],
  ];
  return `\n${rows.map((cells) => columns(cells, widths)).join('\n')}\n`;
}

/** `--describe --state`. */
export async function describeStates(context: ToolContext): Promise<number> {
  const { options, print, warn } = context;
  let code = 0;
  for (const group of await describedGroups(context)) {
    const notice = groupStateNotice(group.groupId, group.state);
    if (notice !== undefined) warn(notice);
    if (group.state === 'Dead') code = 1;
    else await print(stateTable(group, options.flag('verbose')));
  }
  return code;
}
