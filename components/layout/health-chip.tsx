'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Tag, type Tone } from '@/components/ui/tag';
import type { ClusterDetail } from '@/lib/contracts/cluster';
import { clusterPath } from '@/lib/format/console-paths';
import { useText, type Text } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';

function wordsOf(detail: ClusterDetail, { t }: Text): string {
  if (!detail.reachable) return t('layout.health.unreachable');
  const { brokersAlive, brokersDead, leaderlessPartitions, underMinIsrPartitions, underReplicatedPartitions, topics } =
    detail.counts;
  const words: string[] = [];
  if (brokersDead > 0) words.push(t('layout.health.brokersDown', { alive: brokersAlive, total: brokersAlive + brokersDead }));
  if (leaderlessPartitions > 0) words.push(t('layout.health.leaderless', { count: leaderlessPartitions }));
  if (underMinIsrPartitions > 0 && leaderlessPartitions === 0)
    words.push(t('layout.health.underMinIsr', { count: underMinIsrPartitions }));
  if (underReplicatedPartitions > 0) words.push(t('layout.health.underReplicated', { count: underReplicatedPartitions }));
  if (detail.health.facts.some(({ code }) => code === 'no-controller')) words.push(t('layout.health.noController'));
  if (words.length > 0) return words.join(' · ');
  return t(topics === 0 ? 'layout.health.empty' : 'layout.health.ok', { count: brokersAlive });
}

function toneOf({ health }: ClusterDetail): Tone {
  if (health.facts.some(({ severity }) => severity === 'critical')) return 'bad';
  return health.status === 'healthy' ? 'live' : 'warn';
}

/** The cluster's health in three words; the overview has the sentence. */
export function HealthChip({ cluster }: { cluster: string }) {
  const text = useText();
  const { data } = useQuery(clusterDetailQuery(cluster));
  return (
    <Link href={clusterPath(cluster)} className="flex min-h-6 items-center rounded-full max-sm:max-w-36">
      <Tag tone={data === undefined ? 'plain' : toneOf(data)} className="min-w-0">
        <span role="status" className="truncate">
          {data === undefined ? text.t('layout.health.unknown') : wordsOf(data, text)}
        </span>
      </Tag>
    </Link>
  );
}
