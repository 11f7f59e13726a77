'use client';
import type { ReactNode } from 'react';
import { Menu } from '@/components/ui/menu';
import { topicPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';

interface TopicMenuProps {
  cluster: string;
  topic: string;
  onDelete: () => void;
  trigger?: ReactNode;
}

/** What can be done with a topic. */
export function TopicMenu({ cluster, topic, onDelete, trigger }: TopicMenuProps) {
  const { t } = useText();
  const to = (tab: Parameters<typeof topicPath>[2]) => topicPath(cluster, topic, tab);
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
        { kind: 'line' },
        { kind: 'action', label: t('topics.menu.delete'), onSelect: onDelete, tone: 'bad' },
      ]}
    />
  );
}
