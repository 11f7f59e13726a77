import { describeTopicConfigs, type DescribedConfig } from '../../../client/config-resources';
import { listReassignments, type PartitionReassignment } from '../../../client/partition-reassignments';
import { describeTopics, type TopicDescription } from '../../../client/topic-descriptions';
import { KafkaError } from '../../../protocol/kafka-error';
import { zeroUuid } from '../../../protocol/primitives/uuid';
import { topicPartitionName } from '../../../protocol/topic-partition';
import type { Options } from '../command-line';
import type { ToolContext } from '../define-tool';
import { matchingTopics } from './matching-topics';
import { isReported, partitionReports, type PartitionState } from './partition-report';
import { overrides, partitionLine, topicLine } from './topic-lines';

const defaultMinIsr = 1;

async function namesOf(context: ToolContext): Promise<string[]> {
  const { client, options } = context;
  const id = options.value('topic-id') ?? zeroUuid;
  if (id === zeroUuid) return (await matchingTopics(context)).map(({ name }) => name);
  const { topics } = await client.retrying(() => client.metadata(null));
  const found = topics.filter((topic) => topic.id === id).map(({ name }) => name);
  if (found.length > 0 || options.flag('if-exists')) return found;
  throw new KafkaError('UNKNOWN_TOPIC_ID', `TopicId '${id}' does not exist as expected`);
}

/** By `topic-partition`. A cluster that cannot tell, or will not, moves nothing as far as we know. */
async function reassignmentsOf(
  { client }: ToolContext,
  described: readonly TopicDescription[],
): Promise<ReadonlyMap<string, PartitionReassignment>> {
  const asked = described.flatMap(({ name: topic, partitions }) => partitions.map(({ partition }) => ({ topic, partition })));
  if (asked.length === 0) return new Map();
  try {
    return new Map((await listReassignments(client, asked)).map((move) => [topicPartitionName(move), move]));
  } catch (error) {
    const name = error instanceof KafkaError ? error.errorName : undefined;
    if (name === 'UNSUPPORTED_VERSION' || name === 'CLUSTER_AUTHORIZATION_FAILED') return new Map();
    throw error;
  }
}

function minIsrOf(configs: readonly DescribedConfig[]): number {
  return Number(configs.find(({ name }) => name === 'min.insync.replicas')?.value ?? defaultMinIsr);
}

function linesOf(
  options: Options,
  topic: TopicDescription,
  configs: readonly DescribedConfig[],
  states: readonly PartitionState[],
): string[] {
  const title = topicLine(topic, configs, states[0]);
  if (options.flag('topics-with-overrides')) return overrides(configs).length > 0 ? [title] : [];
  const reports = partitionReports.filter((name) => options.flag(name));
  if (reports.length === 0) return [title, ...states.map((state) => partitionLine(topic.name, state))];
  const reported = states.filter((state) => reports.some((name) => isReported(name, state)));
  return reported.map((state) => partitionLine(topic.name, state));
}

/** `--describe`. */
export async function describeMatchingTopics(context: ToolContext): Promise<number> {
  const { client, options, print } = context;
  const limit = options.value('partition-size-limit-per-response');
  const paging = limit === undefined ? {} : { partitionsPerResponse: Number(limit) };
  const described = await describeTopics(client, await namesOf(context), paging);
  const configs = await describeTopicConfigs(
    client,
    described.map(({ name }) => name),
  );
  const reassignments = await reassignmentsOf(context, described);
  const { brokers } = await client.retrying(() => client.metadata([]));
  const liveBrokers = new Set(brokers.map(({ id }) => id));
  for (const topic of described) {
    const topicConfigs = configs.get(topic.name) ?? [];
    const states = topic.partitions.map((partition): PartitionState => {
      const name = topicPartitionName({ topic: topic.name, partition: partition.partition });
      return { partition, reassignment: reassignments.get(name), minIsr: minIsrOf(topicConfigs), liveBrokers };
    });
    const lines = linesOf(options, topic, topicConfigs, states);
    await print(lines.map((line) => `${line}\n`).join(''));
  }
  return 0;
}
