import { once } from 'node:events';
import type { KafkaClient } from '../../client/kafka-client';
import type { Isolation, StartPosition } from '../../client/list-offsets';
import { reachCluster } from '../../client/reach-cluster';
import { describeConfigsApi } from '../../protocol/messages/describe-configs';
import { UsageError } from '../usage-error';
import { keyValues, wholeNumber, type Options, type OptionSpecs } from './command-line';
import { defineTool, type ToolContext } from './define-tool';
import { createMessageFormatter, type TimestampType } from './message-formatter';
import { groupSource, partitionSource, type RecordSource } from './record-source';

const specs: OptionSpecs = {
  topic: { kind: 'value', placeholder: 'name', help: 'the topic to read (required)' },
  'from-beginning': { kind: 'flag', help: 'start with the oldest record instead of the next one' },
  partition: { kind: 'value', placeholder: 'number', help: 'read only this partition' },
  offset: { kind: 'value', placeholder: 'offset', help: 'start of --partition: a number, earliest or latest (the default)' },
  group: { kind: 'value', placeholder: 'id', help: 'read as a member of this consumer group; without it no group is joined' },
  'max-messages': { kind: 'value', placeholder: 'count', help: 'stop after so many records' },
  'timeout-ms': { kind: 'value', placeholder: 'ms', help: 'stop when no record comes for so long' },
  property: { kind: 'values', placeholder: 'name=value', help: 'the same as --formatter-property' },
  'formatter-property': {
    kind: 'values',
    placeholder: 'name=value',
    help: 'what is printed: print.key, print.value, print.timestamp, print.partition, print.offset, print.headers, key.separator, line.separator, headers.separator, null.literal',
  },
  'consumer-property': { kind: 'values', placeholder: 'name=value', help: 'group.id, auto.offset.reset, isolation.level' },
  'command-property': { kind: 'values', placeholder: 'name=value', help: 'the same as --consumer-property' },
  'isolation-level': { kind: 'value', placeholder: 'level', help: 'read_uncommitted (the default) or read_committed' },
};

interface Settings {
  readonly topic: string;
  readonly partition: number | undefined;
  readonly start: StartPosition;
  readonly group: string | undefined;
  readonly fromBeginning: boolean;
  readonly recordsMax: number;
  readonly timeoutMs: number;
  readonly isolation: Isolation;
}

/** One wait of a poll; between two of them a timeout is noticed. */
const pollWaitMs = 500;
const topicWaitMs = 500;

function isolationOf(text: string): Isolation {
  if (text === 'read_committed' || text === 'read_uncommitted') return text;
  throw new UsageError(`--isolation-level: "${text}" is not one of read_uncommitted, read_committed`);
}

const knownProperties = ['group.id', 'auto.offset.reset', 'isolation.level'];

function consumerProperties(options: Options): ReadonlyMap<string, string> {
  const given = [...options.values('consumer-property'), ...options.values('command-property')];
  const properties = keyValues('consumer-property', given);
  for (const name of properties.keys()) {
    if (!knownProperties.includes(name)) {
      throw new UsageError(`--consumer-property: "${name}" is not one of ${knownProperties.join(', ')}`);
    }
  }
  const reset = properties.get('auto.offset.reset') ?? 'latest';
  if (reset === 'earliest' || reset === 'latest') return properties;
  throw new UsageError(`--consumer-property: auto.offset.reset "${reset}" is not one of earliest, latest`);
}

function startOf(options: Options, fromBeginning: boolean): StartPosition {
  const text = options.value('offset');
  if (text === undefined) return fromBeginning ? 'earliest' : 'latest';
  if (options.value('partition') === undefined) throw new UsageError('console-consumer: --offset needs --partition');
  if (options.flag('from-beginning')) throw new UsageError('console-consumer: --offset and --from-beginning exclude each other');
  const name = text.toLowerCase();
  return name === 'earliest' || name === 'latest' ? name : wholeNumber('offset', text, 0);
}

function settingsOf(options: Options): Settings {
  const topic = options.value('topic');
  if (topic === undefined || topic === '') throw new UsageError('console-consumer: --topic is required');
  const count = (name: string, min: number): number | undefined => {
    const text = options.value(name);
    return text === undefined ? undefined : wholeNumber(name, text, min);
  };
  const partition = count('partition', 0);
  const properties = consumerProperties(options);
  const group = options.value('group') ?? properties.get('group.id');
  const fromBeginning = options.flag('from-beginning') || properties.get('auto.offset.reset') === 'earliest';
  if (group === '') throw new UsageError('console-consumer: --group must not be empty');
  if (group !== undefined && partition !== undefined) {
    throw new UsageError('console-consumer: --group and --partition exclude each other');
  }
  return {
    topic,
    partition,
    group,
    start: startOf(options, fromBeginning),
    fromBeginning,
    recordsMax: count('max-messages', -1) ?? -1,
    timeoutMs: count('timeout-ms', 0) ?? Number.POSITIVE_INFINITY,
    isolation: isolationOf(options.value('isolation-level') ?? properties.get('isolation.level') ?? 'read_uncommitted'),
  };
}

function formatterProperties(options: Options): ReadonlyMap<string, string> {
  return keyValues('formatter-property', [...options.values('property'), ...options.values('formatter-property')]);
}

/** Whose time the records of the topic carry. */
async function timestampTypeOf(client: KafkaClient, topic: string): Promise<TimestampType> {
  const name = 'message.timestamp.type';
  const resources = [{ resourceType: 2, resourceName: topic, configurationKeys: [name] }];
  const { results } = await client.retrying(() => client.send('any', describeConfigsApi, { resources }));
  const value = results[0]?.configs.find((config) => config.name === name)?.value;
  return value === 'LogAppendTime' ? value : 'CreateTime';
}

/** Reading creates no topic: one that is not there yet is waited for. False when it did not come. */
async function waitForTopic({ client, stopped, warn }: ToolContext, { topic, timeoutMs }: Settings): Promise<boolean> {
  await reachCluster(client);
  const untilMs = client.clock.monotonicMs() + timeoutMs;
  for (let attempt = 0; !stopped.aborted; attempt += 1) {
    const { topics } = await client.retrying(() => client.metadata([topic]));
    if (topics.some(({ name, error }) => name === topic && error === 'NONE')) return true;
    if (attempt === 0) warn(`The topic ${topic} does not exist (yet); waiting for it.`);
    const leftMs = untilMs - client.clock.monotonicMs();
    if (leftMs <= 0) return false;
    await client.wait(Math.min(topicWaitMs, leftMs));
  }
  return false;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

interface Progress {
  printed: number;
}

/** Prints records until one of the ends is reached. */
async function printRecords(context: ToolContext, settings: Settings, source: RecordSource, progress: Progress): Promise<void> {
  const { client, options, stopped, print } = context;
  const formatter = createMessageFormatter(formatterProperties(options));
  const timestampType = formatter.printsTimestamp ? await timestampTypeOf(client, settings.topic) : 'CreateTime';
  const { recordsMax, timeoutMs } = settings;
  let lastRecordMs = client.clock.monotonicMs();
  while (recordsMax < 0 || progress.printed < recordsMax) {
    const leftMs = lastRecordMs + timeoutMs - client.clock.monotonicMs();
    const records = await source.poll(Math.max(0, Math.min(pollWaitMs, leftMs)));
    if (stopped.aborted) return;
    if (records.length === 0) {
      if (client.clock.monotonicMs() - lastRecordMs >= timeoutMs) return;
      continue;
    }
    const wanted = recordsMax < 0 ? records : records.slice(0, recordsMax - progress.printed);
    await print(Buffer.concat(wanted.map((record) => formatter.format(record, timestampType))));
    progress.printed += wanted.length;
    lastRecordMs = client.clock.monotonicMs();
  }
}

async function openSource({ client }: ToolContext, settings: Settings): Promise<RecordSource> {
  const { group, topic, fromBeginning, isolation } = settings;
  if (group === undefined) return partitionSource(client, settings);
  return groupSource(client, { groupId: group, topic, fromBeginning, isolation, isBounded: settings.recordsMax >= 0 });
}

async function execute(context: ToolContext): Promise<number> {
  const settings = settingsOf(context.options);
  const progress = { printed: 0 };
  if (await waitForTopic(context, settings)) {
    const source = await openSource(context, settings);
    try {
      await Promise.race([printRecords(context, settings, source, progress), aborted(context.stopped)]);
    } finally {
      await source.close();
    }
  }
  if (!context.isOutputGone()) context.warn(`Processed a total of ${progress.printed} messages`);
  return 0;
}

/** `kafka-console-consumer`. */
export const consoleConsumer = defineTool({
  name: 'console-consumer',
  summary: 'Prints the records of a topic to standard output.',
  options: specs,
  check: (options) => {
    settingsOf(options);
    createMessageFormatter(formatterProperties(options));
  },
  execute,
});
