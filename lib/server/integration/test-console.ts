import { clusterConfigOf, type ClusterConfig } from '../console-config';
import { ConsoleRuntime } from '../console-runtime';
import { FilterThread } from '../filter/filter-thread';
import { CheckThread } from '../schemas/checking/check-thread';
import type { ServiceContext } from '../service-context';
import { checkThreadFromSource, filterThreadFromSource } from './spawn-from-source';

export interface TestConsole {
  readonly ctx: ServiceContext;
  close(): void;
}

/** The console's services on one cluster named `local`, without HTTP; `control` is where its supervisor answers. */
export function startTestConsole(
  bootstrapServers: string,
  control: { url: string; token: string } | null = null,
  cluster: Partial<ClusterConfig> = {},
  keptClustersFile: string | null = null,
  others: readonly ClusterConfig[] = [],
): TestConsole {
  const local = { id: 'local', name: 'local', bootstrapServers: [bootstrapServers], local: control !== null, brokers: 1 };
  const config = {
    clusters: [clusterConfigOf({ ...local, ...cluster }), ...others],
    control,
    keptClustersFile,
    host: '127.0.0.1',
    port: 3000,
    allowedHosts: [],
    token: null,
    insecureNoAuth: false,
  };
  const runtime = new ConsoleRuntime(config, {
    filters: new FilterThread(filterThreadFromSource),
    checks: new CheckThread(checkThreadFromSource),
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
