'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Menu, type MenuItem } from '@/components/ui/menu';
import { clusterPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { clusterListQuery } from '@/lib/queries/clusters/cluster-queries';
import { StreamMark } from './stream-mark';

const frameClass = 'flex min-h-7 min-w-0 items-center gap-2 rounded-md border border-line px-2 hover:border-edge';

/** The cluster in sight, the state of its live connection, and the way to another one. */
export function ClusterSwitcher({ cluster }: { cluster: string | undefined }) {
  const { t } = useText();
  const { data } = useQuery(clusterListQuery());
  if (cluster === undefined) return null;
  const clusters = data?.clusters ?? [];
  const current = clusters.find(({ id }) => id === cluster);
  const content = (
    <>
      <StreamMark cluster={cluster} />
      <span className="truncate">{current?.name ?? cluster}</span>
      <span dir="ltr" className="truncate font-mono text-sm text-faint max-lg:hidden">
        {current?.bootstrapServers[0]}
      </span>
    </>
  );
  if (clusters.length < 2) {
    return (
      <Link href={clusterPath(cluster)} className={frameClass}>
        {content}
      </Link>
    );
  }
  const items: MenuItem[] = clusters.map(({ id, name, local }) => ({
    kind: 'link',
    href: clusterPath(id),
    label: local ? `${name} · ${t('layout.cluster.local')}` : name,
  }));
  return (
    <Menu
      label={t('layout.cluster.switch')}
      align="start"
      items={[...items, { kind: 'line' }, { kind: 'link', href: '/', label: t('layout.cluster.all') }]}
      trigger={
        <button type="button" className={frameClass}>
          {content}
          <span aria-hidden className="text-faint">
            ▾
          </span>
        </button>
      }
    />
  );
}
