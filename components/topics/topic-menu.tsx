'use client';
import type { ReactNode } from 'react';
import { Menu, type MenuItem } from '@/components/ui/menu';
import { topicPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { useWritableClusters } from '@/lib/queries/clusters/use-writable-clusters';
import type { TopicAction } from './topic-action';

interface TopicMenuProps {
  cluster: string;
  topic: string;
  internal: boolean;
  onAction: (action: TopicAction) => void;
  trigger?: ReactNode;
}

/** What can be done with a topic. */
export function TopicMenu({ cluster, topic, internal, onAction, trigger }: TopicMenuProps) {
  const { t } = useText();
  const canWrite = useCanWrite(cluster);
  const canCopy = useWritableClusters().length > 0;
  const act = (action: TopicAction, label: string, tone?: 'bad'): MenuItem => ({
    kind: 'action',
    label,
    onSelect: () => onAction(action),
    ...(tone === undefined ? {} : { tone }),
  });
  const to = (tab: Parameters<typeof topicPath>[2]) => topicPath(cluster, topic, tab);
  const copy: MenuItem = { kind: 'link', label: t('topicActions.menu.copy'), href: `${to('messages')}?act=copy` };
  const elsewhere: readonly MenuItem[] = canCopy ? [{ kind: 'line' }, copy] : [];
  const writing: readonly MenuItem[] = [
    { kind: 'line' },
    ...(internal ? [] : [act('grow', t('topicActions.menu.grow'))]),
    act('clone', t('topicActions.menu.clone')),
    copy,
    { kind: 'link', label: t('topicActions.menu.redrive'), href: `${to('messages')}?act=redrive` },
    { kind: 'line' },
    ...(internal ? [] : [act('empty', t('topicActions.menu.empty'), 'bad')]),
    act('delete', t('topics.menu.delete'), 'bad'),
  ];
  return (
    <Menu
      label={t('topics.menu.label', { topic })}
      trigger={trigger}
      items={[
        { kind: 'link', label: t('topics.menu.messages'), href: to('messages') },
        { kind: 'link', label: t('topics.menu.live'), href: `${to('messages')}?from=live` },
        { kind: 'link', label: t('topics.menu.publish'), href: to('publish') },
        { kind: 'link', label: t('topics.menu.partitions'), href: to('partitions') },
        { kind: 'link', label: t('topics.menu.groups'), href: to('groups') },
        { kind: 'link', label: t('topics.menu.config'), href: to('config') },
        { kind: 'link', label: t('topics.menu.keys'), href: to('keys') },
        { kind: 'link', label: t('topics.menu.stats'), href: to('stats') },
        ...(canWrite ? writing : elsewhere),
      ]}
    />
  );
}
