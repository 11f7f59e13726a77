import { Producer, type ProducerOptions } from '../../client/producer';
import { KafkaError } from '../../protocol/kafka-error';
import { compressionNames, type CompressionName } from '../../protocol/records/batch-header';
import { compressionReady } from '../../protocol/records/compression';
import { UsageError } from '../usage-error';
import { keyValues, wholeNumber, type Options, type OptionSpecs } from './command-line';
import { defineTool, type ToolContext } from './define-tool';
import { readLines } from './line-reader';
import { createRecordReader, type LineRecord } from './record-reader';

const specs: OptionSpecs = {
  topic: { kind: 'value', placeholder: 'name', help: 'the topic to write to (required)' },
  property: { kind: 'values', placeholder: 'name=value', help: 'the same as --reader-property' },
  'reader-property': {
    kind: 'values',
    placeholder: 'name=value',
    help: 'how lines are read: parse.key, key.separator, parse.headers, headers.delimiter, headers.separator, headers.key.separator, null.marker, ignore.error',
  },
  'producer-property': {
    kind: 'values',
    placeholder: 'name=value',
    help: 'acks, compression.type, linger.ms, enable.idempotence',
  },
  'command-property': { kind: 'values', placeholder: 'name=value', help: 'the same as --producer-property' },
  'compression-codec': {
    kind: 'value',
    placeholder: 'codec',
    help: 'none, gzip (when no codec is given), snappy, lz4 or zstd',
    whenBare: 'gzip',
  },
  'request-required-acks': { kind: 'value', placeholder: 'acks', help: 'all (the default), 1 or 0' },
  timeout: { kind: 'value', placeholder: 'ms', help: 'how long a batch waits for more records (default 0)' },
  sync: { kind: 'flag', help: 'wait for each record to be written before the next is read' },
};

/** Bytes read from standard input that are not written yet; beyond it reading waits. */
const unwrittenBytesMax = 16 * 1024 * 1024;

type Acks = 'all' | 0 | 1;

function acksOf(text: string): Acks {
  switch (text) {
    case 'all':
    case '-1':
      return 'all';
    case '1':
      return 1;
    case '0':
      return 0;
    default:
      throw new UsageError(`acks: "${text}" is not one of all, -1, 1, 0`);
  }
}

function compressionOf(text: string): CompressionName {
  const found = compressionNames.find((name) => name === text);
  if (found === undefined) throw new UsageError(`compression: "${text}" is not one of ${compressionNames.join(', ')}`);
  return found;
}

function producerOptions(options: Options): Omit<ProducerOptions, 'client'> {
  const given = [...options.values('producer-property'), ...options.values('command-property')];
  const properties = keyValues('producer-property', given);
  const known = ['acks', 'compression.type', 'linger.ms', 'enable.idempotence'];
  for (const name of properties.keys()) {
    if (!known.includes(name)) throw new UsageError(`--producer-property: "${name}" is not one of ${known.join(', ')}`);
  }
  const acks = acksOf(options.value('request-required-acks') ?? properties.get('acks') ?? 'all');
  const lingerText = options.value('timeout') ?? properties.get('linger.ms') ?? '0';
  const idempotent = properties.get('enable.idempotence');
  if (idempotent === 'true' && acks !== 'all')
    throw new UsageError('--producer-property: enable.idempotence=true needs acks=all');
  return {
    acks,
    compression: compressionOf(options.value('compression-codec') ?? properties.get('compression.type') ?? 'none'),
    lingerMs: wholeNumber('timeout', lingerText, 0),
    ...(idempotent === undefined ? {} : { idempotent: idempotent === 'true' }),
  };
}

function topicOf(options: Options): string {
  const topic = options.value('topic');
  if (topic === undefined || topic === '') throw new UsageError('console-producer: --topic is required');
  return topic;
}

function readerProperties(options: Options): ReadonlyMap<string, string> {
  return keyValues('reader-property', [...options.values('property'), ...options.values('reader-property')]);
}

function sizeOf({ key, value }: LineRecord): number {
  return (key?.length ?? 0) + (value?.length ?? 0) + 64;
}

/** Kafka's sentence about a record that was not written. */
function sendError(topic: string, record: LineRecord, error: KafkaError): KafkaError {
  const size = (bytes: Buffer | null): string => (bytes === null ? 'null' : `${bytes.length} bytes`);
  const what = `key: ${size(record.key)}, value: ${size(record.value)}`;
  const sentence = `Error when sending message to topic ${topic} with ${what} with error: ${error.message}`;
  return new KafkaError(error.errorName, sentence, { cause: error });
}

/** Records on their way: the first failure, and a wait while they are too many. */
class Outbox {
  failure: Error | undefined;
  private unwrittenBytes = 0;
  private wake: (() => void) | undefined;
  private readonly producer: Producer;
  private readonly topic: string;

  constructor(producer: Producer, topic: string) {
    this.producer = producer;
    this.topic = topic;
  }

  send(record: LineRecord): Promise<void> {
    const sizeBytes = sizeOf(record);
    this.unwrittenBytes += sizeBytes;
    return this.producer.send(this.topic, record).then(
      () => {
        this.done(sizeBytes);
      },
      (error: unknown) => {
        this.failure ??= error instanceof KafkaError ? sendError(this.topic, record, error) : toError(error);
        this.done(sizeBytes);
      },
    );
  }

  /** Resolves when there is room for more, or nothing more is wanted. */
  async room(): Promise<void> {
    while (this.unwrittenBytes > unwrittenBytesMax && this.failure === undefined) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private done(sizeBytes: number): void {
    this.unwrittenBytes -= sizeBytes;
    this.wake?.();
    this.wake = undefined;
  }
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

async function sendLines({ options, io, print, stopped }: ToolContext, outbox: Outbox): Promise<void> {
  const reader = createRecordReader(readerProperties(options));
  const prompt = async (): Promise<void> => {
    if (io.stdin.isTTY === true) await print('>');
  };
  const isSync = options.flag('sync');
  let lineNumber = 0;
  await prompt();
  for await (const line of readLines(io.stdin)) {
    lineNumber += 1;
    const written = outbox.send(reader.read(line, lineNumber));
    if (isSync) await written;
    await outbox.room();
    if (outbox.failure !== undefined || stopped.aborted) return;
    await prompt();
  }
}

async function execute(context: ToolContext): Promise<number> {
  const { client, options, io, stopped } = context;
  await compressionReady();
  const topic = topicOf(options);
  await client.topic(topic, { allowAutoTopicCreation: true });
  const producer = new Producer({ client, ...producerOptions(options) });
  const outbox = new Outbox(producer, topic);
  const closeInput = (): void => {
    io.stdin.destroy();
  };
  stopped.addEventListener('abort', closeInput, { once: true });
  try {
    await sendLines(context, outbox);
  } catch (error) {
    if (!stopped.aborted) throw error; // input that was cut off by Ctrl-C is not a failure
  } finally {
    stopped.removeEventListener('abort', closeInput);
    await producer.close();
  }
  if (outbox.failure !== undefined) throw outbox.failure;
  return 0;
}

/** `kafka-console-producer`. */
export const consoleProducer = defineTool({
  name: 'console-producer',
  summary: 'Writes the lines of standard input to a topic, one record each.',
  options: specs,
  check: (options) => {
    topicOf(options);
    producerOptions(options);
    createRecordReader(readerProperties(options));
  },
  execute,
});
