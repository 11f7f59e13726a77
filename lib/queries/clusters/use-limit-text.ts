'use client';
import { useQuery } from '@tanstack/react-query';
import type { ClusterLimit, OptionalApi } from '@/lib/contracts/limit';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from './cluster-queries';

/** Says why a cluster does not give something. */
export function useLimitWords(): (limit: ClusterLimit) => string {
  const { t } = useText();
  return ({ api, since, kafkaError }) => {
    const what = t(`limits.what.${api}`);
    return kafkaError === null ? t('limits.absent', { what, api, since }) : t('limits.refused', { what, api, error: kafkaError });
  };
}

/** Why what takes an API is not to be had from the cluster; undefined where it is. */
export function useLimitText(cluster: string): (api: OptionalApi) => string | undefined {
  const { data } = useQuery(clusterDetailQuery(cluster));
  const words = useLimitWords();
  return (api) => {
    const limit = data?.limits.find((each) => each.api === api);
    return limit === undefined ? undefined : words(limit);
  };
}
