import { createNodeLogger } from '../platform/node/node-logger';
import { createNodePlatform } from '../platform/node/node-platform';
import { consoleConsumer } from './tools/console-consumer';
import { consoleProducer } from './tools/console-producer';
import { getOffsets } from './tools/get-offsets';
import type { Tool } from './tools/tool';
import { topics } from './tools/topics';

const tools: Readonly<Record<string, Tool>> = {
  topics,
  'console-producer': consoleProducer,
  'console-consumer': consoleConsumer,
  'get-offsets': getOffsets,
};

export const toolNames: readonly string[] = Object.keys(tools);

/** Runs one of Kafka's own tools on this process's standard streams. */
export async function runTool(name: string, args: readonly string[]): Promise<number> {
  const tool = tools[name];
  if (tool === undefined) throw new RangeError(`no tool ${name}`);
  const platform = createNodePlatform({ logger: createNodeLogger({ level: 'error' }) });
  return tool.run([...args], { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, platform });
}
