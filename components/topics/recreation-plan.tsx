'use client';
import type { ReactNode } from 'react';
import { CodeBlock } from '@/components/ui/code-block';
import { MonoName } from '@/components/ui/mono-name';
import { Notice } from '@/components/ui/notice';
import type { TopicRecreated } from '@/lib/contracts/topic-actions';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

/** What goes, what comes back, and who reads it. */
export function RecreationPlan({ plan }: { plan: TopicRecreated }) {
  const { t, rich } = useText();
  const format = useFormat();
  const { partitions, replicationFactor, placementRefused, configsUnread } = plan;
  const settings = Object.keys(plan.configs).length;
  const shape = {
    partitions: t('topics.frame.partitionCount', { count: partitions, n: format.count(partitions) }),
    replicas: t('topics.frame.replicaCount', { count: replicationFactor, n: format.count(replicationFactor) }),
  };
  return (
    <>
      <p className="text-muted">{t('topicActions.nothingYet')}</p>
      <ul className="grid list-disc gap-1 ps-5">
        <li>
          <Loss plan={plan} />
        </li>
        <li>{t('topicActions.recreate.offsets')}</li>
        <li>
          {t(placementRefused === null ? 'topicActions.recreate.comes' : 'topicActions.recreate.comesPlaced', shape)}{' '}
          {settings === 0 ? null : t('topicActions.recreate.settings', { count: settings })}
          {placementRefused === null ? null : (
            <span dir="ltr" className="block font-mono text-sm wrap-anywhere text-muted">
              {placementRefused.message}
            </span>
          )}
        </li>
      </ul>
      {configsUnread.length === 0 ? null : (
        <Warning>
          {rich('topicActions.recreate.unread', {
            count: configsUnread.length,
            names: <MonoName>{configsUnread.join(', ')}</MonoName>,
          })}
        </Warning>
      )}
      {plan.isChecked ? null : <Warning>{t('topicActions.recreate.unchecked')}</Warning>}
      <Readers plan={plan} />
      <p className="text-sm text-faint">{t('topicActions.recreate.writers')}</p>
      <CodeBlock copy label={t('topicActions.command')} code={`${plan.deleteCommand}\n${plan.createCommand}`} />
    </>
  );
}

function Loss({ plan: { messageCount, sizeBytes, exact } }: { plan: TopicRecreated }) {
  const { t } = useText();
  const format = useFormat();
  if (messageCount === null || sizeBytes === null) return t('topics.delete.textUnknown');
  return t(exact || messageCount === '0' ? 'topicActions.recreate.goes' : 'topicActions.recreate.goesAtMost', {
    messages: t('common.messages', { count: Number(messageCount) }),
    size: format.bytes(sizeBytes),
  });
}

function Readers({ plan: { groups, groupsRefused, brokersMissing } }: { plan: TopicRecreated }) {
  const { t, rich } = useText();
  const format = useFormat();
  const committed = groups?.filter(({ hasCommitted }) => hasCommitted) ?? [];
  const reading = groups?.filter(({ isReading }) => isReading) ?? [];
  const names = (of: readonly { readonly groupId: string }[]) => (
    <MonoName>{of.map(({ groupId }) => groupId).join(', ')}</MonoName>
  );
  const isWhole = groupsRefused.length + brokersMissing.length === 0;
  return (
    <>
      {committed.length === 0 ? null : (
        <Warning title={rich('topicActions.recreate.committed', { count: committed.length, groups: names(committed) })}>
          {t('topicActions.recreate.committedNext')}
        </Warning>
      )}
      {reading.length === 0 ? null : (
        <Warning title={rich('topicActions.recreate.reading', { count: reading.length, groups: names(reading) })}>
          {t('topicActions.recreate.readingNext')}
        </Warning>
      )}
      {groups?.length === 0 && isWhole ? <p className="text-muted">{t('topics.delete.noGroups')}</p> : null}
      {groups === null ? <Warning>{t('topicActions.recreate.groupsUnknown')}</Warning> : null}
      {groupsRefused.length === 0 ? null : (
        <Warning>
          {t('topicActions.empty.groupsRefused', { count: groupsRefused.length, groups: format.list(groupsRefused) })}
        </Warning>
      )}
      {brokersMissing.length === 0 ? null : (
        <Warning>
          {t('topicActions.empty.groupsMissing', { count: brokersMissing.length, brokers: format.list(brokersMissing) })}
        </Warning>
      )}
    </>
  );
}

function Warning({ title, children }: { title?: ReactNode; children: ReactNode }) {
  return (
    <Notice tone="warn" title={title}>
      {children}
    </Notice>
  );
}
