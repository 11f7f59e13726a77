import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { brokerActionDone } from '@/lib/contracts/broker';
import type { BrokerAction, ClusterDetail } from '@/lib/contracts/cluster';
import { clusterKeys } from '../clusters/cluster-queries';
import { apiPath, fetchJson } from '../fetch-json';

interface BrokerActionVariables {
  readonly broker: number;
  readonly action: BrokerAction;
}

/** Does it to the broker's process; its new state is on the page at once, what the cluster makes of it comes over the stream. */
export function brokerActionMutation(queryClient: QueryClient, cluster: string) {
  return mutationOptions({
    mutationFn: ({ broker, action }: BrokerActionVariables) =>
      fetchJson(apiPath(['clusters', cluster, 'brokers', broker, action]), {
        schema: brokerActionDone,
        method: 'POST',
        body: {},
      }),
    onSuccess: ({ broker, process }) => {
      queryClient.setQueryData(clusterKeys.detail(cluster), (shown: ClusterDetail | undefined) =>
        shown === undefined
          ? shown
          : { ...shown, brokers: shown.brokers.map((known) => (known.id === broker ? { ...known, process } : known)) },
      );
    },
  });
}
