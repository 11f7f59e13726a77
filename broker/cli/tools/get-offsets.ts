import { KafkaError } from '../../protocol/kafka-error';
import type { TopicPartition } from '../../protocol/topic-partition';
import { UsageError } from '../usage-error';
import type { Options, OptionSpecs } from './command-line';
import { defineTool, type ToolContext } from './define-tool';
import { listOffsets, specialTimes } from './list-offsets';
import { partitionList, topicPartitionFilter, type PartitionFilter } from './partition-filter';
import { topicFilter } from './topic-filter';

const specs: OptionSpecs = {
  topic: { kind: 'value', placeholder: 'name,…', help: 'topics, as regular expressions (default: all)' },
  partitions: { kind: 'value', placeholder: 'number,…', help: 'only these partitions' },
  'topic-partitions': { kind: 'value', placeholder: 'topic:0-3,…', help: 'topics with their partitions, instead of both' },
  time: {
    kind: 'value',
    placeholder: 'time',
    help: 'milliseconds since 1970, or latest (-1, the default), earliest (-2), max-timestamp (-3)',
  },
  'exclude-internal-topics': { kind: 'flag', help: 'leave internal topics out' },
  total: { kind: 'flag', help: 'print the sum of the offsets instead of a line for each' },
};

function timeOf(options: Options): number {
  const text = options.value('time') ?? 'latest';
  const special = specialTimes[text];
  if (special !== undefined) return special;
  const time = Number(text);
  const names = Object.keys(specialTimes).join(', ');
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(time) || time < -5) {
    throw new UsageError(`--time: "${text}" is neither a time in milliseconds nor one of ${names}`);
  }
  return time;
}

function filterOf(options: Options): PartitionFilter {
  const list = options.value('topic-partitions');
  const topic = options.value('topic');
  const partitions = options.value('partitions');
  if (list === undefined) {
    const hasTopic = topic === undefined ? (): boolean => true : topicFilter('topic', topic);
    const numbers = partitions === undefined ? undefined : partitionList(partitions);
    return (name, partition) => hasTopic(name) && (numbers === undefined || numbers.has(partition));
  }
  if (topic !== undefined || partitions !== undefined) {
    throw new UsageError('get-offsets: --topic-partitions cannot be used with --topic or --partitions');
  }
  return topicPartitionFilter(list);
}

async function matchingPartitions({ client, options }: ToolContext): Promise<TopicPartition[]> {
  const matches = filterOf(options);
  const { topics } = await client.retrying(() => client.metadata(null));
  const shown = topics
    .filter(({ isInternal }) => !(isInternal && options.flag('exclude-internal-topics')))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = shown.flatMap(({ name, partitions }) =>
    partitions.map(({ partition }) => ({ topic: name, partition })).filter(({ partition }) => matches(name, partition)),
  );
  if (found.length > 0) return found;
  const sentence = 'Error occurred: Could not match any topic-partitions with the specified filters';
  throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', sentence);
}

async function execute(context: ToolContext): Promise<number> {
  const { client, options, print } = context;
  const partitions = await matchingPartitions(context);
  const offsets = await listOffsets(client, partitions, timeOf(options));
  const offsetOf = new Map(offsets.map(({ topic, partition, offset }) => [`${topic}:${partition}`, offset]));
  let total = 0;
  const lines: string[] = [];
  for (const { topic, partition } of partitions) {
    const offset = offsetOf.get(`${topic}:${partition}`) ?? -1;
    if (offset < 0) continue; // no record is that young
    total += offset;
    lines.push(`${topic}:${partition}:${offset}\n`);
  }
  await print(options.flag('total') ? `${total}\n` : lines.join(''));
  return 0;
}

/** `kafka-get-offsets`. */
export const getOffsets = defineTool({
  name: 'get-offsets',
  summary: 'Prints the offset of each partition at a time, as topic:partition:offset.',
  options: specs,
  isAdmin: true,
  check: (options) => {
    timeOf(options);
    filterOf(options);
  },
  execute,
});
