import { topicPath } from '@/lib/format/console-paths';
import type { Text } from '@/lib/i18n/text-provider';
import { page, type PaletteEntry } from './palette-entry';

/** Where one can go with a topic and what can be done to it. What is dangerous opens its question. */
export function topicEntries({ t }: Text, cluster: string, topic: string, internal: boolean, canWrite: boolean): PaletteEntry[] {
  const pageWord = t('layout.palette.kinds.page');
  const actionWord = t('layout.palette.kinds.action');
  const ask = (action: string) => `${topicPath(cluster, topic, 'partitions')}?act=${action}`;
  const entries = [
    page(`tail/${topic}`, t('layout.palette.tail', { topic }), actionWord, `${topicPath(cluster, topic)}?from=live`),
    page(`partitions/${topic}`, t('layout.palette.partitionsOf', { topic }), pageWord, topicPath(cluster, topic, 'partitions')),
    page(`config/${topic}`, t('layout.palette.configOf', { topic }), pageWord, topicPath(cluster, topic, 'config')),
    page(`stats/${topic}`, t('layout.palette.statsOf', { topic }), pageWord, topicPath(cluster, topic, 'stats')),
  ];
  if (!canWrite) return entries;
  entries.unshift(
    page(`publish/${topic}`, t('layout.palette.publishTo', { topic }), actionWord, topicPath(cluster, topic, 'publish')),
  );
  entries.push(page(`clone/${topic}`, t('layout.palette.clone', { topic }), actionWord, ask('clone')));
  const send = (action: string) => `${topicPath(cluster, topic)}?act=${action}`;
  entries.push(page(`copy/${topic}`, t('layout.palette.copyFrom', { topic }), actionWord, send('copy')));
  entries.push(page(`redrive/${topic}`, t('layout.palette.redrive', { topic }), actionWord, send('redrive')));
  if (!internal) {
    entries.push(page(`grow/${topic}`, t('layout.palette.grow', { topic }), actionWord, ask('grow')));
    entries.push(page(`empty/${topic}`, t('layout.palette.emptyTopic', { topic }), actionWord, ask('empty')));
    entries.push(page(`recreate/${topic}`, t('layout.palette.recreateTopic', { topic }), actionWord, ask('recreate')));
  }
  entries.push(page(`delete/${topic}`, t('layout.palette.deleteTopic', { topic }), actionWord, ask('delete')));
  return entries;
}
