import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker, type RunningBroker } from '../../index';
import { formatStorage } from '../../interbroker/format-storage';
import type { LogFields, Logger } from '../../platform/logger';
import { createNodePlatform } from '../../platform/node/node-platform';

interface TestBrokerOptions {
  /** Over Kafka's defaults. */
  readonly properties?: Readonly<Record<string, string>>;
  /** A directory that a test broker left behind. */
  readonly dataDirectory?: string;
}

interface LoggedLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields | undefined;
}

export interface TestBroker {
  readonly running: RunningBroker;
  readonly bootstrapServers: string;
  readonly port: number;
  readonly dataDirectory: string;
  /** Everything the broker has logged. */
  readonly lines: readonly LoggedLine[];
  /** Stops the broker and removes its data. */
  stop(): Promise<void>;
}

/** A broker of its own for a test: temporary data, a free port, the log kept for the test to look at. */
export async function startTestBroker({ properties = {}, dataDirectory }: TestBrokerOptions = {}): Promise<TestBroker> {
  const lines: LoggedLine[] = [];
  const write =
    (level: LoggedLine['level']): Logger['info'] =>
    (message, fields) => {
      lines.push({ level, message, fields });
    };
  const logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const platform = createNodePlatform({ logger });
  const parent = dataDirectory ?? (await mkdtemp(join(tmpdir(), 'ottla-test-')));
  const directory = join(parent, 'broker-1');
  if (dataDirectory === undefined) {
    await formatStorage({ fileSystem: platform.fileSystem, random: platform.random, directory, nodeId: 1 });
  }
  const running = await startBroker({
    platform,
    directory,
    properties: { 'node.id': '1', listeners: 'PLAINTEXT://localhost:0', ...properties },
  });
  return {
    running,
    bootstrapServers: `localhost:${running.port}`,
    port: running.port,
    dataDirectory: parent,
    lines,
    async stop() {
      await running.stop();
      await rm(parent, { recursive: true, force: true });
    },
  };
}
