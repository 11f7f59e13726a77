'use client';
import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { useParams } from 'next/navigation';
import { decodePathId } from '@/lib/contracts/path-id';
import { brokerPath, clusterPath, groupPath, topicPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { usePreferences } from '@/lib/preferences/preferences-provider';
import { clusterDetailQuery, clusterListQuery } from '@/lib/queries/clusters/cluster-queries';
import { groupListQuery } from '@/lib/queries/groups/group-queries';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { topicDetailQuery, topicListQuery } from '@/lib/queries/topics/topic-queries';
import { page, type PaletteEntry } from './palette-entry';
import { topicEntries } from './palette-topic-entries';

const topicsShown = 8;
const groupsShown = 5;

/** What fits the words: names are searched by the cluster, pages and actions here. */
export function usePaletteEntries(cluster: string | undefined, typed: string, wanted: string) {
  const found = useFound(cluster, wanted, typed.toLowerCase());
  const own = useOwnEntries(cluster);
  const words = typed.toLowerCase();
  const fits = (entry: PaletteEntry): boolean => entry.label.toLowerCase().includes(words);
  return {
    entries: withoutRepeats([...found.entries, ...own.filter(fits)]),
    isSearching: found.isSearching || typed !== wanted,
    hasFailed: found.hasFailed,
  };
}

/** The topic of the page may also be one that was found. */
function withoutRepeats(entries: readonly PaletteEntry[]): PaletteEntry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}

function useFound(cluster: string | undefined, wanted: string, words: string) {
  const text = useText();
  const { t } = text;
  const format = useFormat();
  const canWrite = useCanWrite(cluster ?? '');
  const at = cluster ?? '';
  const enabled = cluster !== undefined;
  const fresh = { enabled, staleTime: 0 } satisfies Partial<UseQueryOptions>;
  const topics = useQuery({
    ...topicListQuery(at, { q: wanted, internal: wanted !== '', sort: 'name', page: 1, pageSize: topicsShown }),
    ...fresh,
  });
  const groups = useQuery({
    ...groupListQuery(at, { q: wanted, page: 1, pageSize: groupsShown }),
    ...fresh,
    enabled: enabled && wanted !== '',
  });
  const detail = useQuery({ ...clusterDetailQuery(at), enabled });
  /* The rows of the last search stay until the next ones come; those that no longer fit go at once. */
  const topicRows = (topics.data?.topics ?? []).filter(({ name }) => name.toLowerCase().includes(words));
  const entries = topicRows.map((topic) => {
    const kind = t(topic.internal ? 'layout.palette.kinds.internal' : 'layout.palette.kinds.topic');
    const rate = topic.messagesPerSecond ?? 0;
    return page(
      `topic/${topic.name}`,
      topic.name,
      rate > 0 ? `${kind} · ${format.rate(rate)}` : kind,
      topicPath(at, topic.name),
      true,
    );
  });
  if (wanted !== '') {
    for (const { name, internal } of topicRows.slice(0, 2)) entries.push(...topicEntries(text, at, name, internal, canWrite));
    for (const group of (groups.data?.groups ?? []).filter(({ groupId }) => groupId.toLowerCase().includes(words))) {
      entries.push(
        page(`group/${group.groupId}`, group.groupId, t('layout.palette.kinds.group'), groupPath(at, group.groupId), true),
      );
    }
    for (const broker of detail.data?.brokers ?? []) {
      const name = `${t('common.onBroker', { broker: broker.id })} ${broker.host}:${broker.port}`;
      if (name.toLowerCase().includes(wanted.toLowerCase())) {
        entries.push(page(`broker/${broker.id}`, name, t('layout.palette.kinds.broker'), brokerPath(at, broker.id)));
      }
    }
  }
  return { entries, isSearching: enabled && topics.isFetching, hasFailed: topics.isError };
}

function useOwnEntries(cluster: string | undefined): PaletteEntry[] {
  const text = useText();
  const { t } = text;
  const canWrite = useCanWrite(cluster ?? '');
  const { change } = usePreferences();
  const clusters = useQuery(clusterListQuery());
  const isLocal = clusters.data?.clusters.find(({ id }) => id === cluster)?.local === true;
  const params = useParams();
  const segment = params['topic'];
  const topic = typeof segment === 'string' ? decodePathId(segment) : undefined;
  const detail = useQuery({ ...topicDetailQuery(cluster ?? '', topic ?? ''), enabled: false });
  const isInternal = detail.data?.internal === true;
  const pageWord = t('layout.palette.kinds.page');
  const actionWord = t('layout.palette.kinds.action');
  const action = (id: string, label: string, run: () => void): PaletteEntry => ({
    id,
    label,
    aside: actionWord,
    mono: false,
    target: { kind: 'action', run },
  });
  const entries: PaletteEntry[] = [];
  if (cluster !== undefined && topic !== undefined) {
    entries.push(...topicEntries(text, cluster, topic, isInternal, canWrite));
  }
  if (cluster !== undefined) {
    if (canWrite)
      entries.push(page('action/create', t('layout.palette.createTopic'), actionWord, `${clusterPath(cluster, 'topics')}?new=1`));
    entries.push(page('page/overview', t('layout.nav.overview'), pageWord, clusterPath(cluster)));
    for (const section of ['topics', 'tail', 'groups', 'brokers', ...(isLocal ? (['lab'] as const) : [])] as const) {
      entries.push(page(`page/${section}`, t(`layout.nav.${section}`), pageWord, clusterPath(cluster, section)));
    }
  }
  entries.push(page('action/add-cluster', t('layout.cluster.add'), actionWord, '/?add'));
  entries.push(page('page/settings', t('layout.nav.settings'), pageWord, '/settings'));
  entries.push(action('theme/light', t('layout.palette.themeLight'), () => change({ theme: 'light' })));
  entries.push(action('theme/dark', t('layout.palette.themeDark'), () => change({ theme: 'dark' })));
  entries.push(action('theme/system', t('layout.palette.themeSystem'), () => change({ theme: 'system' })));
  const others = (clusters.data?.clusters ?? []).filter(({ id }) => id !== cluster);
  for (const other of others)
    entries.push(page(`cluster/${other.id}`, other.name, t('layout.palette.kinds.cluster'), clusterPath(other.id)));
  return entries;
}
