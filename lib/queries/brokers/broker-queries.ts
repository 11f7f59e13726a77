import { queryOptions } from '@tanstack/react-query';
import { brokerDetail, brokerList, logDirs, quorum } from '@/lib/contracts/broker';
import { configList } from '@/lib/contracts/config';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsSettled, staleMsTicking } from '../stale-times';

export const brokerKeys = {
  all: (cluster: string) => ['clusters', 'brokers', cluster] as const,
  list: (cluster: string) => [...brokerKeys.all(cluster), 'list'] as const,
  detail: (cluster: string, broker: number) => [...brokerKeys.all(cluster), 'detail', broker] as const,
  configs: (cluster: string, broker: number) => [...brokerKeys.all(cluster), 'configs', broker] as const,
  logDirs: (cluster: string, broker: number) => [...brokerKeys.all(cluster), 'log-dirs', broker] as const,
  quorum: (cluster: string) => [...brokerKeys.all(cluster), 'quorum'] as const,
};

export function brokerListQuery(cluster: string) {
  return queryOptions({
    queryKey: brokerKeys.list(cluster),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'brokers']), { schema: brokerList, signal }),
    staleTime: staleMsTicking,
  });
}

export function brokerDetailQuery(cluster: string, broker: number) {
  return queryOptions({
    queryKey: brokerKeys.detail(cluster, broker),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'brokers', broker]), { schema: brokerDetail, signal }),
    staleTime: staleMsTicking,
  });
}

export function brokerConfigsQuery(cluster: string, broker: number) {
  return queryOptions({
    queryKey: brokerKeys.configs(cluster, broker),
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'brokers', broker, 'configs']), { schema: configList, signal }),
    staleTime: staleMsSettled,
  });
}

export function brokerLogDirsQuery(cluster: string, broker: number) {
  return queryOptions({
    queryKey: brokerKeys.logDirs(cluster, broker),
    queryFn: ({ signal }) =>
      fetchJson(apiPath(['clusters', cluster, 'brokers', broker, 'log-dirs']), { schema: logDirs, signal }),
    staleTime: staleMsTicking,
  });
}

export function quorumQuery(cluster: string) {
  return queryOptions({
    queryKey: brokerKeys.quorum(cluster),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'quorum']), { schema: quorum, signal }),
    staleTime: staleMsTicking,
  });
}
