import type { Writable } from 'node:stream';
import { KafkaClient } from '../../client/kafka-client';
import { KafkaError } from '../../protocol/kafka-error';
import { UsageError } from '../usage-error';
import { helpText, parseCommandLine, type Options, type OptionSpecs } from './command-line';
import type { Tool, ToolIo } from './tool';

const defaultBootstrapServer = 'localhost:9092';

/** Options that every tool has. */
const commonOptions: OptionSpecs = {
  'bootstrap-server': {
    kind: 'value',
    placeholder: 'host:port,…',
    help: `brokers to ask first (default ${defaultBootstrapServer})`,
  },
  help: { kind: 'flag', help: 'print this and exit' },
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
  readonly options: OptionSpecs;
  /** Complains about options that do not go together, before anything is connected. */
  check(options: Options): void;
  /** Resolves to the exit code. */
  execute(context: ToolContext): Promise<number>;
}

/** A reader that went away (`| head`) is no failure. */
function isBrokenPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

function createClient(bootstrapServers: string, { platform }: ToolIo, tool: string): KafkaClient {
  try {
    return new KafkaClient({ ...platform, bootstrapServers, clientId: `ottla-${tool}` });
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

async function execute(definition: ToolDefinition, args: readonly string[], io: ToolIo): Promise<number> {
  const specs = { ...definition.options, ...commonOptions };
  const options = parseCommandLine(definition.name, args, specs);
  if (options.flag('help')) {
    io.stdout.write(helpText(definition.name, definition.summary, specs));
    return 0;
  }
  definition.check(options);
  const client = createClient(options.value('bootstrap-server') ?? defaultBootstrapServer, io, definition.name);
  const stopping = new AbortController();
  const stop = (): void => {
    stopping.abort();
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
  try {
    const warn = (line: string): void => {
      io.stderr.write(`${line}\n`);
    };
    return await definition.execute({
      options,
      client,
      io,
      stopped: stopping.signal,
      print,
      warn,
      isOutputGone: () => isOutputGone,
    });
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
