import { createNodeLogger } from '../platform/node/node-logger';
import { createNodePlatform } from '../platform/node/node-platform';
import { compressionReady } from '../protocol/records/compression';
import { consoleConsumer } from './tools/console-consumer';
import { consoleProducer } from './tools/console-producer';
import { getOffsets } from './tools/get-offsets';
import type { Tool } from './tools/tool';
import { topics } from './tools/topics';

const tools = {
  topics,
  'console-producer': consoleProducer,
  'console-consumer': consoleConsumer,
  'get-offsets': getOffsets,
} satisfies Record<string, Tool>;

/** Runs one of Kafka's own tools on this process's standard streams. */
export async function runTool(name: keyof typeof tools, args: readonly string[]): Promise<number> {
  const platform = createNodePlatform({ logger: createNodeLogger({ level: 'error' }) });
  await compressionReady();
  return tools[name].run([...args], { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, platform });
}
