import type { TopicMetadata } from '../../client/cluster-metadata';
import { KafkaError } from '../../protocol/kafka-error';
import { UsageError } from '../usage-error';
import { keyValues, wholeNumber, type Options, type OptionSpecs } from './command-line';
import { defineTool, type ToolContext } from './define-tool';
import { addPartitions, createTopic, deleteTopics, describeLines, overriddenConfigs } from './topic-commands';
import { topicFilter } from './topic-filter';

const specs: OptionSpecs = {
  list: { kind: 'flag', help: 'list all topics' },
  create: { kind: 'flag', help: 'create a topic' },
  describe: { kind: 'flag', help: 'list details of topics' },
  delete: { kind: 'flag', help: 'delete topics' },
  alter: { kind: 'flag', help: 'raise the number of partitions' },
  topic: { kind: 'value', placeholder: 'name', help: 'the topic; a regular expression except with --create' },
  partitions: { kind: 'value', placeholder: 'count', help: 'partitions of the topic (default: the broker’s)' },
  'replication-factor': { kind: 'value', placeholder: 'count', help: 'copies of each partition (default: the broker’s)' },
  config: { kind: 'values', placeholder: 'name=value', help: 'a setting of the new topic; may be repeated' },
  'if-exists': { kind: 'flag', help: 'do nothing when the topic does not exist' },
  'if-not-exists': { kind: 'flag', help: 'do nothing when the topic exists already' },
  'exclude-internal': { kind: 'flag', help: 'leave internal topics out of --list and --describe' },
};

const actions = ['list', 'create', 'describe', 'delete', 'alter'] as const;
type Action = (typeof actions)[number];

function actionOf(options: Options): Action {
  const [action, ...others] = actions.filter((name) => options.flag(name));
  if (action === undefined || others.length > 0) {
    throw new UsageError('topics: give exactly one of --list, --describe, --create, --alter or --delete');
  }
  return action;
}

function optionalCount(options: Options, name: string): number | undefined {
  const text = options.value(name);
  return text === undefined ? undefined : wholeNumber(name, text, 1);
}

function requiredTopic(options: Options): string {
  const topic = options.value('topic');
  if (topic === undefined || topic === '') throw new UsageError('topics: --topic is required');
  return topic;
}

function checkOptions(options: Options): void {
  const action = actionOf(options);
  if (action !== 'list' && action !== 'describe') requiredTopic(options);
  if (action === 'alter' && options.value('partitions') === undefined) throw new UsageError('topics: --alter needs --partitions');
  optionalCount(options, 'partitions');
  optionalCount(options, 'replication-factor');
  keyValues('config', options.values('config'));
}

/** The topics that --topic names, by name; all when it is absent. */
async function matchingTopics({ client, options }: ToolContext): Promise<TopicMetadata[]> {
  const pattern = options.value('topic');
  const matches = pattern === undefined ? (): boolean => true : topicFilter('topic', pattern);
  const { topics } = await client.metadata(null);
  const found = topics
    .filter(({ name, isInternal }) => matches(name) && !(isInternal && options.flag('exclude-internal')))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (found.length === 0 && pattern !== undefined && !options.flag('list') && !options.flag('if-exists')) {
    const sentence = `Error while executing topic command : Topic '${pattern}' does not exist as expected`;
    throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', sentence);
  }
  return found;
}

async function create({ client, options, print }: ToolContext): Promise<void> {
  const name = requiredTopic(options);
  if (/[._]/.test(name)) {
    await print(
      "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. " +
        'To avoid issues it is best to use either, but not both.\n',
    );
  }
  try {
    await createTopic(client, {
      name,
      partitions: optionalCount(options, 'partitions') ?? -1,
      replicationFactor: optionalCount(options, 'replication-factor') ?? -1,
      configs: keyValues('config', options.values('config')),
    });
  } catch (error) {
    const isThere = error instanceof KafkaError && error.errorName === 'TOPIC_ALREADY_EXISTS';
    if (isThere && options.flag('if-not-exists')) return;
    throw toolError(error);
  }
  await print(`Created topic ${name}.\n`);
}

function toolError(error: unknown): unknown {
  if (!(error instanceof KafkaError) || error.errorName === 'NETWORK_EXCEPTION') return error;
  return new KafkaError(error.errorName, `Error while executing topic command : ${error.message}`, { cause: error });
}

async function describe(context: ToolContext): Promise<void> {
  const topics = await matchingTopics(context);
  const configs = await overriddenConfigs(context.client, topics);
  for (const topic of topics) {
    await context.print(`${describeLines(topic, configs.get(topic.name) ?? []).join('\n')}\n`);
  }
}

async function execute(context: ToolContext): Promise<number> {
  const { client, options, print } = context;
  switch (actionOf(options)) {
    case 'list':
      for (const { name } of await matchingTopics(context)) await print(`${name}\n`);
      return 0;
    case 'create':
      await create(context);
      return 0;
    case 'describe':
      await describe(context);
      return 0;
    case 'delete':
    case 'alter': {
      const names = (await matchingTopics(context)).map(({ name }) => name);
      if (names.length === 0) return 0;
      const count = optionalCount(options, 'partitions') ?? 1;
      try {
        await (options.flag('delete') ? deleteTopics(client, names) : addPartitions(client, names, count));
      } catch (error) {
        throw toolError(error);
      }
      return 0;
    }
  }
}

/** `kafka-topics`. */
export const topics = defineTool({
  name: 'topics',
  summary: 'Lists, creates, describes and deletes topics.',
  options: specs,
  check: checkOptions,
  execute,
});
