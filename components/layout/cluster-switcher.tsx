'use client';
import { useQuery } from '@tanstack/react-query';
import { ColourMark } from '@/components/ui/colour-mark';
import { cx } from '@/components/ui/cx';
import { Menu, type MenuItem } from '@/components/ui/menu';
import { Tag } from '@/components/ui/tag';
import type { ClusterSummary } from '@/lib/contracts/cluster';
import { clusterHue } from '@/lib/format/cluster-hue';
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
  const items: MenuItem[] = clusters.map((entry) => ({
    kind: 'link',
    href: clusterPath(entry.id),
    label: <Entry cluster={entry} isCurrent={entry.id === cluster} />,
  }));
  if (clusters.length > 1) items.push({ kind: 'line' }, { kind: 'link', href: '/', label: t('layout.cluster.all') });
  else items.push({ kind: 'line' });
  items.push({ kind: 'link', href: '/?add', label: t('layout.cluster.add') });
  return (
    <Menu
      label={t('layout.cluster.switch')}
      align="start"
      items={items}
      trigger={
        <button type="button" className={frameClass}>
          <StreamMark cluster={cluster} />
          <ColourMark hue={hueOf(current)} />
          <span className="truncate">{current?.name ?? cluster}</span>
          {current?.readOnly === true ? <Tag>{t('layout.cluster.readOnly')}</Tag> : null}
          <span dir="ltr" className="truncate font-mono text-sm text-faint max-lg:hidden">
            {current?.bootstrapServers[0]}
          </span>
          <span aria-hidden className="text-faint">
            ▾
          </span>
        </button>
      }
    />
  );
}

function Entry({ cluster, isCurrent }: { cluster: ClusterSummary; isCurrent: boolean }) {
  const { t } = useText();
  const { name, local, readOnly } = cluster;
  const aside = local ? t('layout.cluster.local') : readOnly ? t('layout.cluster.readOnly') : null;
  return (
    <>
      <span className="flex min-w-0 items-center gap-2">
        <ColourMark hue={hueOf(cluster) ?? null} className={cluster.colour === null ? 'invisible' : ''} />
        <span className={cx('truncate', isCurrent && 'font-medium')}>{name}</span>
      </span>
      {aside === null ? null : <span className="text-sm text-faint">{aside}</span>}
    </>
  );
}

function hueOf(cluster: ClusterSummary | undefined): number | null | undefined {
  return cluster === undefined || cluster.colour === null ? undefined : clusterHue(cluster.colour);
}
