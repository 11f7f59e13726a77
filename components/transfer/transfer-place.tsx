'use client';
import { MonoName } from '@/components/ui/mono-name';
import { useText } from '@/lib/i18n/text-provider';
import { useClusterSummary } from '@/lib/queries/clusters/use-cluster-summary';
import type { TransferAsked } from '@/lib/queries/jobs/transfer-jobs';

/** The names of two clusters that take part; undefined of one alone. */
export function useClusterNames({ cluster, what }: TransferAsked): { readonly from: string; readonly to: string } | undefined {
  const target = what.verb === 'copy' ? (what.order.targetCluster ?? cluster) : cluster;
  const from = useClusterSummary(cluster)?.name ?? cluster;
  const to = useClusterSummary(target)?.name ?? target;
  return target === cluster ? undefined : { from, to };
}

/** Where messages go, when it is one topic: the form may say something else by now. */
export function TransferPlace({ asked }: { asked: TransferAsked }) {
  const { rich } = useText();
  const names = useClusterNames(asked);
  if (asked.what.verb !== 'copy') return null;
  const topic = <MonoName>{asked.what.order.target}</MonoName>;
  return (
    <p className="text-sm text-muted [overflow-wrap:anywhere]">
      {names === undefined
        ? rich('transfer.run.to', { topic })
        : rich('transfer.run.toIn', { topic, cluster: <bdi>{names.to}</bdi> })}
    </p>
  );
}
