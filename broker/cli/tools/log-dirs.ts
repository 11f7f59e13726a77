import { describeCluster } from '../../client/cluster-description';
import { describeLogDirs, type LogDirectory } from '../../client/log-directories';
import { UsageError } from '../usage-error';
import { wholeNumber, type Options, type OptionSpecs } from './command-line';
import { defineTool, type ToolContext } from './define-tool';
import { requireOptions } from './option-rules';
import { compareTopicPartitions } from './topic-partition-order';

const specs: OptionSpecs = {
  describe: { kind: 'flag', help: 'print the partitions in each directory, and how large they are, as JSON (required)' },
  'broker-list': { kind: 'value', placeholder: '1,2,…', help: 'only these brokers' },
  'topic-list': { kind: 'value', placeholder: 'name,…', help: 'only these topics' },
};

function listOf(options: Options, name: string): string[] {
  return (options.value(name) ?? '').split(',').filter((text) => text !== '');
}

function brokerIdsOf(options: Options): number[] {
  return listOf(options, 'broker-list').map((text) => wholeNumber('broker-list', text, 0));
}

/** Kafka's JSON, of the topics named, or of all when none is. */
export function logDirsJson(directoriesOf: ReadonlyMap<number, readonly LogDirectory[]>, topics: readonly string[]): string {
  const isShown = (topic: string): boolean => topics.length === 0 || topics.includes(topic);
  const brokers = [...directoriesOf].map(([broker, directories]) => ({
    broker,
    logDirs: directories.map(({ path, error, replicas }) => ({
      partitions: replicas
        .filter(({ topic }) => isShown(topic))
        .sort(compareTopicPartitions)
        .map(({ topic, partition, sizeBytes, offsetLag, isFuture }) => ({
          partition: `${topic}-${partition}`,
          size: sizeBytes,
          offsetLag,
          isFuture,
        })),
      error: error?.message ?? null,
      logDir: path,
    })),
  }));
  return JSON.stringify({ brokers, version: 1 });
}

async function execute({ client, options, print }: ToolContext): Promise<number> {
  const existing = (await describeCluster(client)).brokers.map(({ id }) => id);
  const asked = brokerIdsOf(options);
  const unknown = asked.filter((id) => !existing.includes(id));
  if (unknown.length > 0) {
    throw new UsageError(
      `ERROR: The given brokers do not exist from --broker-list: ${unknown.join(',')}. Current existent brokers: ${existing.join(',')}`,
    );
  }
  const shown = asked.length === 0 ? existing : existing.filter((id) => asked.includes(id));
  await print('Querying brokers for log directories information\n');
  const directories = await describeLogDirs(client, shown);
  await print(`Received log directory information from brokers ${shown.join(',')}\n`);
  await print(`${logDirsJson(directories, listOf(options, 'topic-list'))}\n`);
  return 0;
}

/** `kafka-log-dirs`. */
export const logDirs = defineTool({
  name: 'log-dirs',
  summary: 'Shows what is in the log directories of brokers.',
  options: specs,
  isAdmin: true,
  check: (options) => {
    requireOptions(options, ['describe']);
    brokerIdsOf(options);
  },
  execute,
});
