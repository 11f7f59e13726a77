import { fork, type ChildProcess } from 'node:child_process';
import type { ClusterReport } from '../../server/cluster-change';
import { isFromBroker, type BrokerCounters, type ToBroker } from './process-messages';
import { ManagedProcess, type ProcessEvent } from './managed-process';
import type { BrokerLogSink } from './broker-log-sink';

interface Options {
  id: number;
  entryFile: string;
  directory: string;
  properties: Record<string, string>;
  logSink: BrokerLogSink;
  onEvent: (event: ProcessEvent) => void;
  /** What the broker tells of the cluster's metadata. */
  onReport: (report: ClusterReport) => void;
  onChange: () => void;
}

/** A few fsyncs would fill libuv's four threads and stall all other disk work. */
const threadPoolSize = '16';

function send(child: ChildProcess, message: ToBroker): void {
  if (child.connected) child.send(message);
}

/** One local broker: a child process that is started again when it dies. */
export class BrokerProcess {
  readonly id: number;
  readonly process: ManagedProcess;
  stats: BrokerCounters | null = null;

  constructor(options: Options) {
    this.id = options.id;
    this.process = new ManagedProcess({
      spawn: () => {
        const child = fork(options.entryFile, ['broker', '--supervised', String(options.id)], {
          env: { ...process.env, UV_THREADPOOL_SIZE: threadPoolSize },
          stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        });
        if (child.stderr !== null) options.logSink.attach(child.stderr);
        return child;
      },
      waitUntilReady: (child) => this.#waitUntilReady(child, options),
      requestStop: (child, scope) => send(child, { type: 'stop', wholeCluster: scope === 'whole' }),
      onEvent: options.onEvent,
      onChange: options.onChange,
    });
  }

  #waitUntilReady(child: ChildProcess, { directory, properties, onReport }: Options): Promise<void> {
    return new Promise((resolve, reject) => {
      child.on('message', (message: unknown) => {
        if (!isFromBroker(message)) return;
        switch (message.type) {
          case 'listening':
            send(child, { type: 'start', directory, properties });
            break;
          case 'ready':
            resolve();
            break;
          case 'failed':
            reject(new Error(message.message));
            break;
          case 'stats':
            this.stats = message.stats;
            break;
          case 'event':
            onReport(message.report);
            break;
        }
      });
      child.once('exit', () => {
        this.stats = null;
      });
    });
  }
}
