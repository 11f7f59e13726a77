import { ConsoleRuntime } from '../console-runtime';
import type { ServiceContext } from '../service-context';

export interface TestConsole {
  readonly ctx: ServiceContext;
  close(): void;
}

/** The console's services on one cluster named `local`, without HTTP. */
export function startTestConsole(bootstrapServers: string): TestConsole {
  const runtime = new ConsoleRuntime({
    clusters: [{ id: 'local', name: 'local', bootstrapServers: [bootstrapServers], local: false, brokers: 1 }],
    control: null,
    host: '127.0.0.1',
    port: 3000,
    allowedHosts: [],
    token: null,
    insecureNoAuth: false,
  });
  const gone = new AbortController();
  return {
    ctx: { runtime, requestId: 'test', signal: gone.signal },
    close: () => {
      gone.abort();
      runtime.close();
    },
  };
}
