import { electLeaders, type ElectionResult, type ElectionType } from '../../../client/leader-election';
import { topicPartitionName, type TopicPartition } from '../../../protocol/topic-partition';
import { UsageError } from '../../usage-error';
import { wholeNumber, type Options, type OptionSpecs } from '../command-line';
import { defineTool, type ToolContext } from '../define-tool';
import { readJsonFile } from '../json-file';
import { compareTopicPartitions } from '../topic-partition-order';
import { electionPartitions } from './election-file';

const specs: OptionSpecs = {
  'election-type': { kind: 'value', placeholder: 'preferred|unclean', help: 'the first replica, or any when none is in sync' },
  'all-topic-partitions': { kind: 'flag', help: 'all partitions that need it' },
  topic: { kind: 'value', placeholder: 'name', help: 'the topic, with --partition' },
  partition: { kind: 'value', placeholder: 'number', help: 'the partition of --topic' },
  'path-to-json-file': { kind: 'value', placeholder: 'file', help: '{"partitions": [{"topic": "foo", "partition": 1}, …]}' },
};

function electionTypeOf(options: Options): ElectionType {
  const text = options.value('election-type');
  if (text === undefined) throw new UsageError('Missing required option(s): election-type');
  const type = text.toLowerCase();
  if (type === 'preferred' || type === 'unclean') return type;
  throw new UsageError(`--election-type: "${text}" is neither preferred nor unclean`);
}

function checkOptions(options: Options): void {
  electionTypeOf(options);
  const scopes = ['topic', 'all-topic-partitions', 'path-to-json-file'];
  if (scopes.filter((name) => options.flag(name)).length !== 1) {
    throw new UsageError(`One and only one of the following options is required: ${scopes.join(', ')}`);
  }
  const partition = options.value('partition');
  if (options.flag('topic') && partition === undefined) throw new UsageError('Missing required option(s): partition');
  if (!options.flag('topic') && partition !== undefined) {
    throw new UsageError('Option partition is only allowed if topic is used');
  }
  if (partition !== undefined) wholeNumber('partition', partition, 0);
}

async function partitionsOf(options: Options): Promise<TopicPartition[] | null> {
  const path = options.value('path-to-json-file');
  if (path !== undefined) return electionPartitions(await readJsonFile('path-to-json-file', path));
  const topic = options.value('topic');
  return topic === undefined ? null : [{ topic, partition: Number(options.value('partition')) }];
}

function namesOf(results: readonly ElectionResult[]): string {
  return [...results].sort(compareTopicPartitions).map(topicPartitionName).join(', ');
}

async function execute({ client, options, print, warn }: ToolContext): Promise<number> {
  const type = electionTypeOf(options);
  const results = await electLeaders(client, type, await partitionsOf(options));
  const elected = results.filter(({ error }) => error === undefined);
  const needless = results.filter(({ error }) => error?.errorName === 'ELECTION_NOT_NEEDED');
  const failed = results.filter((result) => !elected.includes(result) && !needless.includes(result));
  const word = type.toUpperCase();
  if (elected.length > 0) {
    await print(`Successfully completed leader election (${word}) for partitions ${namesOf(elected)}\n`);
  }
  if (needless.length > 0) await print(`Valid replica already elected for partitions ${namesOf(needless)}\n`);
  for (const { error, ...partition } of failed.sort(compareTopicPartitions)) {
    const name = topicPartitionName(partition);
    warn(`Error completing leader election (${word}) for partition: ${name}: ${error?.message ?? ''}`);
  }
  if (failed.length === 0) return 0;
  warn(`${failed.length} replica(s) could not be elected`);
  return 1;
}

/** `kafka-leader-election`. */
export const leaderElection = defineTool({
  name: 'leader-election',
  summary: 'Elects leaders: the preferred replica where another one leads, or any replica where none is left in sync.',
  options: specs,
  isAdmin: true,
  check: checkOptions,
  execute,
});
