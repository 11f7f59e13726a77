import type { Writable } from 'node:stream';
import { KafkaClient } from '../../client/kafka-client';
import { reachCluster } from '../../client/reach-cluster';
import { KafkaError } from '../../protocol/kafka-error';
import { readPropertiesFile } from '../properties-file';
import { UsageError } from '../usage-error';
import { clientProperties, type ClientProperties } from './client-properties';
import { helpText, parseCommandLine, wholeNumber, type Commands, type Options, type OptionSpecs } from './command-line';
import type { Tool, ToolIo } from './tool';

const defaultBootstrapServer = 'localhost:9092';
/** What shells tell of a process that SIGINT ended. */
const interruptedCode = 130;

const clusterOptions: OptionSpecs = {
  'bootstrap-server': {
    kind: 'value',
    placeholder: 'host:port,…',
    help: `brokers to ask first (default ${defaultBootstrapServer})`,
  },
};

const helpOption: OptionSpecs = {
  help: { kind: 'flag', help: 'print this and exit' },
};

const adminOptions: OptionSpecs = {
  'command-config': { kind: 'value', placeholder: 'file', help: 'properties of the client' },
};

/** What a tool works with once its options are read. */
export interface ToolContext {
  readonly options: Options;
  readonly client: KafkaClient;
  readonly io: ToolIo;
  /** Aborted by Ctrl-C, by a SIGTERM, or when nobody reads the output any more. */
  readonly stopped: AbortSignal;
  /** Writes to stdout and waits while its reader is slow. */
  readonly print: (text: string | Buffer) => Promise<void>;
  readonly warn: (line: string) => void;
  /** Whether the reader of stdout went away. */
  readonly isOutputGone: () => boolean;
}

export interface ToolDefinition {
  readonly name: string;
  readonly summary: string;
  /** The first word must be one of these. */
  readonly commands?: Commands;
  readonly options: OptionSpecs;
  /** It asks and changes the cluster: takes --command-config, wants an answer at once, and Ctrl-C breaks it off. */
  readonly isAdmin?: boolean;
  /** It asks no broker. */
  readonly isLocal?: boolean;
  /** The option that says how many milliseconds a request may take. */
  readonly timeoutOption?: string;
  /** Complains about options that do not go together, before anything is connected. */
  check(options: Options): void;
  /** Resolves to the exit code. */
  execute(context: ToolContext): Promise<number>;
}

/** A reader that went away (`| head`) is no failure. */
function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

async function clientPropertiesOf(definition: ToolDefinition, options: Options): Promise<ClientProperties> {
  const { isAdmin = false, timeoutOption } = definition;
  const path = isAdmin ? options.value('command-config') : undefined;
  const properties = path === undefined ? {} : clientProperties(await readPropertiesFile('command-config', path));
  const timeout = timeoutOption === undefined ? undefined : options.value(timeoutOption);
  if (timeoutOption === undefined || timeout === undefined) return properties;
  return { ...properties, requestTimeoutMs: wholeNumber(timeoutOption, timeout, 1) };
}

async function createClient(definition: ToolDefinition, options: Options, { platform }: ToolIo): Promise<KafkaClient> {
  const properties = await clientPropertiesOf(definition, options);
  const bootstrapServers = options.value('bootstrap-server') ?? properties.bootstrapServers ?? defaultBootstrapServer;
  try {
    return new KafkaClient({ clientId: `ottla-${definition.name}`, ...platform, ...properties, bootstrapServers });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--bootstrap-server: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Resolves when the stream takes more, or never will. */
function untilDrained(stream: Writable, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.removeListener('drain', done);
      stream.removeListener('close', done);
      stopped.removeEventListener('abort', done);
      resolve();
    };
    stream.once('drain', done);
    stream.once('close', done);
    stopped.addEventListener('abort', done);
  });
}

/** Calls `stop` at the first signal; a second one ends the process as if we were not here. */
function onSignals(stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.once(signal, stop);
  return () => {
    for (const signal of signals) process.removeListener(signal, stop);
  };
}

/** Undefined: the help was asked for, and printed. */
function readOptions(definition: ToolDefinition, args: readonly string[], io: ToolIo): Options | undefined {
  const { name, summary, commands = {}, isAdmin = false, isLocal = false } = definition;
  const shared = { ...(isLocal ? {} : clusterOptions), ...(isAdmin ? adminOptions : {}), ...helpOption };
  const specs = { ...definition.options, ...shared };
  const options = parseCommandLine(name, args, specs, commands);
  if (options.flag('help')) {
    io.stdout.write(helpText(name, summary, specs, commands));
    return undefined;
  }
  const words = Object.keys(commands);
  if (words.length > 0 && options.command === '') throw new UsageError(`${name}: give one of ${words.join(', ')}; see --help`);
  definition.check(options);
  return options;
}

async function execute(definition: ToolDefinition, args: readonly string[], io: ToolIo): Promise<number> {
  const options = readOptions(definition, args, io);
  if (options === undefined) return 0;
  const client = await createClient(definition, options, io);
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
    if (definition.isAdmin === true) client.close();
  };
  const removeSignals = io.interrupted === undefined ? onSignals(stop) : (): void => undefined;
  io.interrupted?.addEventListener('abort', stop, { once: true });
  if (io.interrupted?.aborted === true) stop();
  let isOutputGone = false;
  const onOutputError = (): void => {
    isOutputGone = true;
    stop();
  };
  io.stdout.on('error', onOutputError);
  const print = async (text: string | Buffer): Promise<void> => {
    if (stopping.signal.aborted || io.stdout.write(text)) return;
    await untilDrained(io.stdout, stopping.signal);
  };
  const warn = (line: string): void => {
    io.stderr.write(`${line}\n`);
  };
  const context = { options, client, io, stopped: stopping.signal, print, warn, isOutputGone: () => isOutputGone };
  try {
    if (definition.isAdmin === true) await reachCluster(client);
    return await definition.execute(context);
  } catch (error) {
    const isBrokenOff = definition.isAdmin === true && stopping.signal.aborted && error instanceof KafkaError;
    if (isBrokenOff) return context.isOutputGone() ? 0 : interruptedCode;
    throw error;
  } finally {
    client.close();
    removeSignals();
    io.stdout.removeListener('error', onOutputError);
  }
}

/** Makes a tool of its definition: options, help, client, signals, and one line on stderr for whatever goes wrong. */
export function defineTool(definition: ToolDefinition): Tool {
  return {
    async run(args, io) {
      try {
        return await execute(definition, args, io);
      } catch (error) {
        if (isBrokenPipe(error)) return 0;
        if (!(error instanceof UsageError) && !(error instanceof KafkaError)) throw error;
        io.stderr.write(`${error.message}\n`);
        return 1;
      }
    },
  };
}
