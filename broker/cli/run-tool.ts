import { createNodeLogger } from '../platform/node/node-logger';
import { createNodePlatform } from '../platform/node/node-platform';
import { compressionReady } from '../protocol/records/compression';
import type { Tool } from './tools/tool';

// Loaded when asked for: a tool starts in the time of its own code.
const tools = {
  topics: async () => (await import('./tools/topics/topics')).topics,
  'console-producer': async () => (await import('./tools/console-producer')).consoleProducer,
  'console-consumer': async () => (await import('./tools/console-consumer')).consoleConsumer,
  'get-offsets': async () => (await import('./tools/get-offsets')).getOffsets,
  'consumer-groups': async () => (await import('./tools/consumer-groups/consumer-groups')).consumerGroups,
  configs: async () => (await import('./tools/configs/configs')).configs,
  'metadata-quorum': async () => (await import('./tools/metadata-quorum/metadata-quorum')).metadataQuorum,
  'leader-election': async () => (await import('./tools/leader-election/leader-election')).leaderElection,
  'reassign-partitions': async () => (await import('./tools/reassign-partitions/reassign-partitions')).reassignPartitions,
  cluster: async () => (await import('./tools/cluster/cluster')).cluster,
  'log-dirs': async () => (await import('./tools/log-dirs')).logDirs,
  'dump-log': async () => (await import('./tools/dump-log/dump-log')).dumpLog,
} satisfies Record<string, () => Promise<Tool>>;

/** Runs one of Kafka's own tools on this process's standard streams. */
export async function runTool(name: keyof typeof tools, args: readonly string[]): Promise<number> {
  const platform = createNodePlatform({ logger: createNodeLogger({ level: 'error' }) });
  const tool = await tools[name]();
  await compressionReady();
  return tool.run([...args], { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, platform });
}
