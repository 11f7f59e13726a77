'use client';
import type { Trigger } from '@/components/ui/first-use';
import { Menu, type MenuItem } from '@/components/ui/menu';
import type { OptionalApi } from '@/lib/contracts/limit';
import { topicPath } from '@/lib/format/console-paths';
import { useText } from '@/lib/i18n/text-provider';
import { useLimitText } from '@/lib/queries/clusters/use-limit-text';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { useWritableClusters } from '@/lib/queries/clusters/use-writable-clusters';
import type { TopicAction } from './topic-action';

interface TopicMenuProps {
  cluster: string;
  topic: string;
  internal: boolean;
  onAction: (action: TopicAction) => void;
  trigger?: Trigger;
}

/** What can be done with a topic. */
export function TopicMenu({ cluster, topic, internal, onAction, trigger }: TopicMenuProps) {
  const { t } = useText();
  const canWrite = useCanWrite(cluster);
  const canCopy = useWritableClusters().length > 0;
  const limitText = useLimitText(cluster);
  const act = (action: TopicAction, label: string, tone?: 'bad'): MenuItem & { kind: 'action' } => ({
    kind: 'action',
    label,
    onSelect: () => onAction(action),
    ...(tone === undefined ? {} : { tone }),
  });
  /** What the cluster cannot do stands there, with the reason. */
  const unless = (api: OptionalApi, item: MenuItem & { kind: 'action' }): MenuItem[] => {
    const label = limitText(api);
    return label === undefined
      ? [item]
      : [
          { ...item, disabled: true },
          { kind: 'text', label },
        ];
  };
  const to = (tab: Parameters<typeof topicPath>[2]) => topicPath(cluster, topic, tab);
  const copy: MenuItem = { kind: 'link', label: t('topicActions.menu.copy'), href: `${to('messages')}?act=copy` };
  const elsewhere: readonly MenuItem[] = canCopy ? [{ kind: 'line' }, copy] : [];
  const writing: readonly MenuItem[] = [
    { kind: 'line' },
    ...(internal ? [] : unless('CreatePartitions', act('grow', t('topicActions.menu.grow')))),
    act('clone', t('topicActions.menu.clone')),
    copy,
    { kind: 'link', label: t('topicActions.menu.redrive'), href: `${to('messages')}?act=redrive` },
    { kind: 'line' },
    ...(internal ? [] : unless('DeleteRecords', act('empty', t('topicActions.menu.empty'), 'bad'))),
    ...(internal ? [] : unless('DescribeConfigs', act('recreate', t('topicActions.menu.recreate'), 'bad'))),
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
