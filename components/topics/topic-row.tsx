'use client';
import Link from 'next/link';
import { cx } from '@/components/ui/cx';
import { RowCheck } from '@/components/ui/row-check';
import { Sparkline } from '@/components/ui/sparkline';
import { Td, Tr } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { Ticking } from '@/components/ui/ticking';
import { Time } from '@/components/ui/time';
import type { TopicSummary } from '@/lib/contracts/topic';
import { topicPath } from '@/lib/format/console-paths';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import type { TopicAction } from './topic-action';
import type { OptionalColumn } from './topic-columns';
import { TopicMenu } from './topic-menu';

/** The cell of the box that selects a row: narrow, and always there, so that nothing moves. */
export const checkCell = 'w-8 ps-2 pe-0 max-sm:ps-1 max-sm:pe-0';

export interface TopicRowProps {
  cluster: string;
  topic: TopicSummary;
  shown: ReadonlySet<OptionalColumn>;
  /** Undefined where rows cannot be selected. */
  check?: {
    readonly isSelectable: boolean;
    readonly checked: boolean;
    readonly isShown: boolean;
    readonly onChange: (checked: boolean, isRange: boolean) => void;
  };
  rates: readonly (number | null)[];
  onAction: (action: TopicAction) => void;
}

/** A column that small screens leave out. */
export const wideOnly = 'max-md:hidden';

export function TopicRow({ cluster, topic, shown, check, rates, onAction }: TopicRowProps) {
  const { t } = useText();
  const format = useFormat();
  const unknown = <span className="text-faint">{t('common.notKnown')}</span>;
  return (
    <Tr className={cx('group hover:bg-sunken/60', check?.checked === true && 'bg-sunken/60')}>
      {check === undefined ? null : (
        <Td className={checkCell}>
          {check.isSelectable ? <RowCheck label={t('topics.selection.one', { topic: topic.name })} {...check} /> : null}
        </Td>
      )}
      <Td mono className="w-full max-w-0 min-w-28 md:min-w-36">
        <span className="flex min-w-0 items-center gap-x-2 max-sm:flex-wrap">
          <Link href={topicPath(cluster, topic.name)} title={topic.name} className="truncate py-1 font-medium hover:underline">
            {topic.name}
          </Link>
          <TopicTags topic={topic} shown={shown} />
        </span>
      </Td>
      {shown.has('partitions') ? (
        <Td num className={wideOnly}>
          {format.count(topic.partitions)}
        </Td>
      ) : null}
      {shown.has('inSync') ? <InSyncCell topic={topic} /> : null}
      {shown.has('replicas') ? (
        <Td num className={wideOnly}>
          {format.count(topic.replicationFactor)}
        </Td>
      ) : null}
      {shown.has('messages') ? (
        <Td num mono>
          <MessageCount topic={topic} />
        </Td>
      ) : null}
      {shown.has('rate') ? <RateCell rate={topic.messagesPerSecond} /> : null}
      {shown.has('plot') ? (
        <Td className={wideOnly}>
          <Sparkline width={80} values={rates} label={t('topics.plotOf', { topic: topic.name })} />
        </Td>
      ) : null}
      {shown.has('size') ? (
        <Td num className="text-muted max-sm:hidden">
          {topic.sizeBytes === null ? unknown : <bdi className="isolated">{format.bytes(topic.sizeBytes)}</bdi>}
        </Td>
      ) : null}
      {shown.has('last') ? (
        <Td className="text-muted max-sm:hidden">
          {topic.lastMessageAtMs === null ? unknown : <Time atMs={topic.lastMessageAtMs} />}
        </Td>
      ) : null}
      {shown.has('groups') ? (
        <Td num className={wideOnly}>
          {topic.groups === null ? unknown : format.count(topic.groups)}
        </Td>
      ) : null}
      {shown.has('lag') ? <LagCell lag={topic.lag} /> : null}
      {shown.has('policy') ? (
        <Td mono className={`text-muted ${wideOnly}`}>
          {topic.cleanupPolicy ?? unknown}
        </Td>
      ) : null}
      <Td className="px-1.5">
        <TopicMenu cluster={cluster} topic={topic.name} internal={topic.internal} onAction={onAction} />
      </Td>
    </Tr>
  );
}

function RateCell({ rate }: { rate: number | null }) {
  const { t } = useText();
  const format = useFormat();
  return (
    <Td num>
      {rate === null ? (
        <span className="text-faint">{t('common.notKnown')}</span>
      ) : (
        <Ticking text={rate === 0 ? format.count(0) : format.rate(rate)} className={rate === 0 ? 'text-faint' : ''} />
      )}
    </Td>
  );
}

function InSyncCell({ topic: { partitions, underReplicatedPartitions } }: { topic: TopicSummary }) {
  const { t } = useText();
  const format = useFormat();
  const whole = format.count(partitions - underReplicatedPartitions);
  return (
    <Td num className={cx(wideOnly, underReplicatedPartitions > 0 && 'text-warn')}>
      {t('topics.inSyncOf', { whole, all: format.count(partitions) })}
    </Td>
  );
}

function LagCell({ lag }: Pick<TopicSummary, 'lag'>) {
  const { t } = useText();
  const format = useFormat();
  return (
    <Td num mono className={wideOnly}>
      {lag === null ? (
        <span className="text-faint">{t('common.notKnown')}</span>
      ) : (
        <Ticking text={format.count(lag)} className={lag === '0' ? 'text-faint' : 'text-warn'} />
      )}
    </Td>
  );
}

function MessageCount({ topic }: { topic: TopicSummary }) {
  const { t } = useText();
  const format = useFormat();
  if (topic.messageCount === null) return <span className="text-faint">{t('common.notKnown')}</span>;
  const count = format.count(topic.messageCount);
  return topic.exact || topic.messageCount === '0' ? (
    <Ticking text={count} />
  ) : (
    <span title={t('topics.atMostHint')}>
      <Ticking text={t('topics.atMost', { count })} />
    </span>
  );
}

/** What a column says too is said once, so that the name keeps its room; small screens leave these columns out. */
function TopicTags({ topic, shown }: Pick<TopicRowProps, 'topic' | 'shown'>) {
  const { t } = useText();
  return (
    <>
      {topic.internal ? <Tag>{t('topics.internalTag')}</Tag> : null}
      {topic.cleanupPolicy?.includes('compact') === true ? (
        <Tag className={cx('max-sm:hidden', shown.has('policy') && 'md:hidden')}>{t('topics.compactTag')}</Tag>
      ) : null}
      {topic.leaderlessPartitions > 0 ? (
        <Tag tone="bad">{t('topics.leaderless', { count: topic.leaderlessPartitions })}</Tag>
      ) : null}
      {topic.underReplicatedPartitions > 0 ? (
        <Tag tone="warn" className={cx(shown.has('inSync') && 'md:hidden')}>
          {t('topics.underReplicated', { count: topic.underReplicatedPartitions })}
        </Tag>
      ) : null}
    </>
  );
}
