import { Readable, Writable } from 'node:stream';
import { KafkaClient } from '../../client/kafka-client';
import { createNodePlatform } from '../../platform/node/node-platform';
import type { Tool } from './tool';

/** What a person sees of a tool that ran. */
export interface ToolOutcome {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface ToolRun {
  readonly input?: Readable;
  readonly signal?: AbortSignal;
  /** Sees the output while it comes. */
  readonly stdout?: Buffer[];
  readonly stdoutStream?: Writable;
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

export const toolPlatform = createNodePlatform({ logger: silent });

function collector(chunks: Buffer[]): Writable {
  return new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
}

/** Runs a tool in this process as a person would in a shell. */
export async function runToolInTest(
  tool: Tool,
  bootstrapServers: string,
  args: readonly string[],
  options: ToolRun = {},
): Promise<ToolOutcome> {
  const stdout = options.stdout ?? [];
  const stderr: Buffer[] = [];
  const code = await tool.run(['--bootstrap-server', bootstrapServers, ...args], {
    stdin: options.input ?? Readable.from([]),
    stdout: options.stdoutStream ?? collector(stdout),
    stderr: collector(stderr),
    platform: toolPlatform,
    interrupted: options.signal ?? new AbortController().signal,
  });
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() };
}

/** Exit code, stdout and stderr as text. */
export async function outcomeOf(
  tool: Tool,
  bootstrapServers: string,
  args: readonly string[],
): Promise<[code: number, stdout: string, stderr: string]> {
  const { code, stdout, stderr } = await runToolInTest(tool, bootstrapServers, args);
  return [code, stdout.toString(), stderr];
}

/** An address where nobody listens. */
export async function deadAddress(): Promise<string> {
  const listener = await toolPlatform.transport.listen({ hosts: ['127.0.0.1'], port: 0 }, () => undefined);
  await listener.close();
  return `127.0.0.1:${listener.port}`;
}

export function connectClient(bootstrapServers: string): KafkaClient {
  return new KafkaClient({ ...toolPlatform, bootstrapServers, clientId: 'test' });
}
