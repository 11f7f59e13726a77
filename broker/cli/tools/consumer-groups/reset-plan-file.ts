import type { CommittedOffset } from '../../../client/group-offsets';
import { UsageError } from '../../usage-error';

/** The new offsets of groups, by group. */
export type ResetPlan = ReadonlyMap<string, readonly CommittedOffset[]>;

/** Texts up to this length are looked through for characters that need quotes; longer ones get them. */
const unquotedLengthMax = 24;

/** As the CSV writer of Kafka's tool quotes. */
function quoted(text: string): string {
  const isPlain = text.length <= unquotedLengthMax && !/[\0-,]/.test(text);
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`;
}

/** CSV lines `topic,partition,offset`, with the group before them unless there is only one. */
export function resetPlanCsv(plan: ResetPlan, isSingleGroup: boolean): string {
  const lines = [...plan].flatMap(([groupId, offsets]) =>
    offsets.map(({ topic, partition, offset }) => {
      const cells = [...(isSingleGroup ? [] : [quoted(groupId)]), quoted(topic), partition, offset];
      return `${cells.join(',')}\n`;
    }),
  );
  return lines.join('');
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, inQuotes, bare = '']) => inQuotes?.replaceAll('""', '"') ?? bare,
  );
}

/** Reads what resetPlanCsv wrote. Lines without a group are of `groupId`, and an error when that is undefined. */
export function parseResetPlan(path: string, csv: string, groupId: string | undefined): ResetPlan {
  const plan = new Map<string, CommittedOffset[]>();
  for (const [index, line] of csv.split(/\r?\n/).entries()) {
    if (line === '') continue;
    const cells = cellsOf(line);
    const [group, topic = '', partition = '', offset = ''] = cells.length === 3 ? [groupId, ...cells] : cells;
    const isWhole = (cells.length === 3 || cells.length === 4) && topic !== '';
    if (group === undefined || !isWhole || !/^\d{1,9}$/.test(partition) || !/^-?\d{1,15}$/.test(offset)) {
      const form = groupId === undefined ? 'group,topic,partition,offset' : 'topic,partition,offset';
      throw new UsageError(`--from-file: line ${index + 1} of ${path} is not of the form ${form}: ${line}`);
    }
    const offsets = plan.get(group) ?? [];
    plan.set(group, offsets);
    offsets.push({ topic, partition: Number(partition), offset: Number(offset) });
  }
  return plan;
}
