import { describeConsumerGroup } from '../../../client/describe-consumer-group';
import { commitOffsets, fetchOffsets, type CommittedOffset } from '../../../client/group-offsets';
import { KafkaError } from '../../../protocol/kafka-error';
import type { TopicPartition } from '../../../protocol/topic-partition';
import { readTextFile } from '../../properties-file';
import type { ToolContext } from '../define-tool';
import { columns, widthOf } from '../text-columns';
import { compareTopicPartitions } from '../topic-partition-order';
import { groupIdsOf } from './group-ids';
import { newOffsets, withinLogs } from './new-offsets';
import { parseResetPlan, resetPlanCsv, type ResetPlan } from './reset-plan-file';
import { scenarioOf, type Scenario } from './scenario';
import { checkPartitions, namedPartitions } from './topic-argument';

/** A commit from outside the group: as no member, of no generation. */
const outsider = { memberId: '', generationId: -1, groupInstanceId: null };

/** Kafka's table of new offsets. */
export function resetTable(plan: ResetPlan): string {
  const widths = [
    widthOf([...plan.keys()], 15),
    widthOf(
      [...plan.values()].flatMap((offsets) => offsets.map(({ topic }) => topic)),
      15,
    ),
    10,
  ];
  const rows = [...plan].flatMap(([groupId, offsets]) =>
    offsets.map(({ topic, partition, offset }) => [groupId, topic, String(partition), String(offset)]),
  );
  const lines = [['GROUP', 'TOPIC', 'PARTITION', 'NEW-OFFSET'], ...rows].map((cells) => `\n${columns(cells, widths)}`);
  return `${lines.join('')}\n`;
}

async function stateOf({ client }: ToolContext, groupId: string): Promise<string> {
  try {
    return (await describeConsumerGroup(client, groupId)).state;
  } catch (error) {
    // A group that does not exist yet can be given offsets to start from.
    if (error instanceof KafkaError && error.errorName === 'GROUP_ID_NOT_FOUND') return 'Dead';
    throw error;
  }
}

async function partitionsToReset({ client, options }: ToolContext, groupId: string): Promise<readonly TopicPartition[]> {
  if (options.flag('all-topics')) return fetchOffsets(client, groupId, null);
  const { partitions, unknownTopics } = await namedPartitions(client, options.values('topic'));
  if (unknownTopics.length === 0) return partitions;
  throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `The topics "${unknownTopics.join(',')}" do not exist`);
}

async function plannedOffsets(
  context: ToolContext,
  groupId: string,
  scenario: Scenario,
  fromFile: ResetPlan | undefined,
): Promise<CommittedOffset[] | undefined> {
  if (scenario.kind === 'from-file') {
    const offsets = fromFile?.get(groupId);
    if (offsets === undefined) return undefined;
    await checkPartitions(context.client, offsets);
    return withinLogs(context, offsets);
  }
  const partitions = await partitionsToReset(context, groupId);
  await checkPartitions(context.client, partitions);
  return newOffsets(context, groupId, partitions, scenario);
}

/** The new offsets of one group, committed when that was asked for. Undefined: not possible, and said why. */
async function resetGroup(
  context: ToolContext,
  groupId: string,
  scenario: Scenario,
  fromFile: ResetPlan | undefined,
): Promise<CommittedOffset[] | undefined> {
  const { client, options, warn } = context;
  const state = await stateOf(context, groupId);
  if (state !== 'Empty' && state !== 'Dead') {
    const sentence = `Assignments can only be reset if the group '${groupId}' is inactive, but the current state is ${state}.`;
    warn(`\nError: ${sentence}`);
    return undefined;
  }
  const offsets = await plannedOffsets(context, groupId, scenario, fromFile);
  if (offsets === undefined) {
    warn(`\nError: No reset plan for group ${groupId} found`);
    return undefined;
  }
  offsets.sort(compareTopicPartitions);
  if (options.flag('execute')) await commitOffsets(client, { groupId, ...outsider }, offsets);
  return offsets;
}

/** `--reset-offsets`. */
export async function resetOffsets(context: ToolContext): Promise<number> {
  const { options, print, warn } = context;
  if (!options.flag('dry-run') && !options.flag('execute')) {
    warn('WARN: No action will be performed as the --execute option is missing.');
  }
  const scenario = scenarioOf(options);
  const named = options.values('group');
  const onlyGroup = named.length === 1 ? named[0] : undefined;
  const fromFile =
    scenario.kind === 'from-file'
      ? parseResetPlan(scenario.path, await readTextFile('from-file', scenario.path), onlyGroup)
      : undefined;
  const plan = new Map<string, readonly CommittedOffset[]>();
  const groupIds = await groupIdsOf(context);
  for (const groupId of groupIds) {
    const offsets = await resetGroup(context, groupId, scenario, fromFile);
    if (offsets !== undefined) plan.set(groupId, offsets);
  }
  if (options.flag('export')) await print(`${resetPlanCsv(plan, onlyGroup !== undefined)}\n`);
  else if (plan.size > 0) await print(resetTable(plan));
  return plan.size === groupIds.length ? 0 : 1;
}
