'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '@/components/ui/cx';
import { useCurrentInSight } from '@/components/ui/use-current-in-sight';
import type { ClusterDetail } from '@/lib/contracts/cluster';
import { clusterPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { clusterDetailQuery } from '@/lib/queries/clusters/cluster-queries';
import { wasRead } from '@/lib/queries/clusters/was-read';

interface Entry {
  readonly href: string;
  readonly label: string;
  readonly count?: number | null | undefined;
  readonly exact?: boolean;
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  const path = usePathname();
  const format = useFormat();
  return (
    <>
      {entries.map(({ href, label, count, exact = false }) => {
        const current = exact ? path === href : path === href || path.startsWith(`${href}/`);
        return (
          <li key={href} className="shrink-0">
            <Link
              href={href}
              aria-current={current ? 'page' : undefined}
              className={cx(
                'flex min-h-[30px] items-center justify-between gap-2 rounded-md px-2.5 -outline-offset-2 max-sm:px-2',
                current ? 'bg-sunken font-medium text-ink' : 'text-muted hover:text-ink',
              )}
            >
              {label}
              {typeof count === 'number' ? (
                <span className="text-sm font-normal text-faint max-sm:hidden">{format.compact(count)}</span>
              ) : null}
            </Link>
          </li>
        );
      })}
    </>
  );
}

/** The pages there are. A column at the start; on small screens a bar. */
export function Navigation({ cluster }: { cluster: string | undefined }) {
  const { t } = useText();
  const { data } = useQuery({ ...clusterDetailQuery(cluster ?? ''), enabled: cluster !== undefined });
  const hasLab = data?.local === true;
  const bar = useCurrentInSight<HTMLUListElement>(usePathname(), hasLab);
  return (
    <nav
      aria-label={t('layout.navigation')}
      className="min-w-0 border-line bg-surface max-md:border-b md:sticky md:inset-bs-12 md:h-[calc(100dvh-48px)] md:overflow-y-auto md:border-e md:bg-transparent"
    >
      <ul ref={bar} className="flex gap-0.5 px-2 py-1 max-md:overflow-x-auto md:flex-col md:px-2.5 md:py-3.5">
        {cluster === undefined ? null : <ClusterEntries cluster={cluster} detail={data} />}
        {cluster === undefined ? <Entries entries={[{ href: '/', label: t('layout.nav.clusters'), exact: true }]} /> : null}
        <li aria-hidden className="mx-2 my-2.5 border-t border-line max-md:hidden" />
        {cluster !== undefined && hasLab ? (
          // Only where there is something to break.
          <Entries entries={[{ href: clusterPath(cluster, 'lab'), label: t('layout.nav.lab') }]} />
        ) : null}
        <Entries entries={[{ href: '/settings', label: t('layout.nav.settings') }]} />
      </ul>
    </nav>
  );
}

function ClusterEntries({ cluster, detail }: { cluster: string; detail: ClusterDetail | undefined }) {
  const { t } = useText();
  const counts = detail !== undefined && wasRead(detail) ? detail.counts : undefined;
  return (
    <Entries
      entries={[
        { href: clusterPath(cluster), label: t('layout.nav.overview'), exact: true },
        { href: clusterPath(cluster, 'topics'), label: t('layout.nav.topics'), count: counts?.topics },
        { href: clusterPath(cluster, 'tail'), label: t('layout.nav.tail') },
        { href: clusterPath(cluster, 'groups'), label: t('layout.nav.groups'), count: counts?.groups },
        {
          href: clusterPath(cluster, 'brokers'),
          label: t('layout.nav.brokers'),
          count: counts === undefined ? undefined : detail?.brokers.length,
        },
      ]}
    />
  );
}
