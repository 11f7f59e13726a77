import { uuidToBytes } from '../../../protocol/primitives/uuid';
import { UsageError } from '../../usage-error';
import { keyValues, wholeNumber, type Options, type OptionSpecs } from '../command-line';
import { defineTool, type ToolContext } from '../define-tool';
import { explainFailure } from '../explain-failure';
import { actionOf, refuseWith, refuseWithout, requireOptions } from '../option-rules';
import { topicFilter } from '../topic-filter';
import { parseReplicaAssignment } from './replica-assignment';
import { partitionReports } from './partition-report';

const specs: OptionSpecs = {
  list: { kind: 'flag', help: 'list all topics' },
  create: { kind: 'flag', help: 'create a topic' },
  describe: { kind: 'flag', help: 'list details of topics' },
  delete: { kind: 'flag', help: 'delete topics' },
  alter: { kind: 'flag', help: 'raise the number of partitions' },
  topic: { kind: 'value', placeholder: 'name', help: 'the topic; a regular expression except with --create' },
  'topic-id': { kind: 'value', placeholder: 'id', help: 'the id of the topic to describe, instead of its name' },
  partitions: { kind: 'value', placeholder: 'count', help: 'partitions of the topic (default: the broker’s)' },
  'replication-factor': { kind: 'value', placeholder: 'count', help: 'copies of each partition (default: the broker’s)' },
  'replica-assignment': {
    kind: 'value',
    placeholder: '1:2,2:3,…',
    help: 'brokers of each partition, the preferred leader first',
  },
  config: { kind: 'values', placeholder: 'name=value', help: 'a setting of the new topic; may be repeated' },
  'under-replicated-partitions': { kind: 'flag', help: 'describe only partitions with replicas out of sync' },
  'unavailable-partitions': { kind: 'flag', help: 'describe only partitions without a leader' },
  'under-min-isr-partitions': { kind: 'flag', help: 'describe only partitions with too few replicas in sync to be written' },
  'at-min-isr-partitions': { kind: 'flag', help: 'describe only partitions that would be so with one replica less' },
  'topics-with-overrides': { kind: 'flag', help: 'describe only topics with settings of their own' },
  'if-exists': { kind: 'flag', help: 'do nothing when the topic does not exist' },
  'if-not-exists': { kind: 'flag', help: 'do nothing when the topic exists already' },
  'exclude-internal': { kind: 'flag', help: 'leave internal topics out of --list and --describe' },
  'partition-size-limit-per-response': {
    kind: 'value',
    placeholder: 'count',
    help: 'partitions that one answer may describe (default 2000)',
  },
};

const actions = ['list', 'describe', 'create', 'alter', 'delete'] as const;

function checkNumbers(options: Options): void {
  for (const name of ['partitions', 'replication-factor', 'partition-size-limit-per-response']) {
    const text = options.value(name);
    if (text !== undefined) wholeNumber(name, text, 1);
  }
}

function checkTopic(options: Options): void {
  const topic = options.value('topic');
  if (topic !== undefined && !options.flag('create')) topicFilter('topic', topic);
  const id = options.value('topic-id');
  if (id === undefined) return;
  try {
    uuidToBytes(id);
  } catch (error) {
    throw new UsageError(`--topic-id: "${id}" is not the id of a topic`, { cause: error });
  }
}

function checkOptions(options: Options): void {
  const action = actionOf(options, actions);
  if (action !== 'list' && action !== 'describe') requireOptions(options, ['topic']);
  if (action === 'alter') requireOptions(options, ['partitions']);
  refuseWithout(options, ['config', 'replication-factor', 'if-not-exists'], ['create']);
  refuseWithout(options, ['partitions', 'replica-assignment'], ['create', 'alter']);
  refuseWithout(options, ['exclude-internal'], ['list', 'describe']);
  refuseWithout(options, ['if-exists'], ['alter', 'delete', 'describe']);
  const describeOnly = ['topic-id', 'topics-with-overrides', 'partition-size-limit-per-response'];
  refuseWithout(options, [...partitionReports, ...describeOnly], ['describe']);
  if (action === 'create') refuseWith(options, 'replica-assignment', ['partitions', 'replication-factor']);
  refuseWith(options, 'topics-with-overrides', partitionReports);
  if (action === 'describe' && options.flag('if-exists') && !options.flag('topic') && !options.flag('topic-id')) {
    throw new UsageError('--topic or --topic-id is required to describe a topic');
  }
  checkNumbers(options);
  checkTopic(options);
  keyValues('config', options.values('config'));
  const assignment = options.value('replica-assignment');
  if (assignment !== undefined) parseReplicaAssignment(assignment);
}

async function run(context: ToolContext): Promise<number> {
  switch (actionOf(context.options, actions)) {
    case 'list':
      return (await import('./list-topics')).listTopics(context);
    case 'describe':
      return (await import('./describe-topics')).describeMatchingTopics(context);
    case 'create':
      return (await import('./create-topic')).createTopic(context);
    case 'alter':
      return (await import('./alter-topics')).alterTopics(context);
    case 'delete':
      return (await import('./delete-topics')).deleteTopics(context);
  }
}

/** `kafka-topics`. */
export const topics = defineTool({
  name: 'topics',
  summary: 'Lists, creates, describes and deletes topics.',
  options: specs,
  isAdmin: true,
  check: checkOptions,
  execute: (context) => explainFailure('Error while executing topic command : ', () => run(context)),
});
