import { queryOptions } from '@tanstack/react-query';
import { brokerDetail } from '@/lib/contracts/broker';
import { configList } from '@/lib/contracts/config';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsSettled, staleMsWhileLive } from '../stale-times';

export const brokerKeys = {
  all: (cluster: string) => ['clusters', 'brokers', cluster] as const,
  detail: (cluster: string, broker: number) => [...brokerKeys.all(cluster), 'detail', broker] as const,
  configs: (cluster: string, broker: number) => [...brokerKeys.all(cluster), 'configs', broker] as const,
};

/** Kept fresh by the `broker` channel. */
export function brokerDetailQuery(cluster: string, broker: number) {
  return queryOptions({
    queryKey: brokerKeys.detail(cluster, broker),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'brokers', broker]), { schema: brokerDetail, signal }),
    staleTime: staleMsWhileLive,
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
