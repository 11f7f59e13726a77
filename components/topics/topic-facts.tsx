'use client';
import { useQuery } from '@tanstack/react-query';
import { Fact } from '@/components/ui/page-head';
import { Ticking } from '@/components/ui/ticking';
import { Time } from '@/components/ui/time';
import type { TopicDetail } from '@/lib/contracts/topic';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { topicOffsetsQuery } from '@/lib/queries/topics/topic-queries';

/** The topic in one line; what ticks comes from the offsets channel. */
export function TopicFacts({ cluster, detail }: { cluster: string; detail: TopicDetail }) {
  const { t, rich } = useText();
  const format = useFormat();
  const { data: live } = useQuery(topicOffsetsQuery(cluster, detail.name));
  const messages = live?.totals.messageCount ?? detail.messageCount;
  const sizeBytes = live?.totals.sizeBytes ?? detail.sizeBytes;
  const rate = live?.totals.messagesPerSecond ?? detail.messagesPerSecond;
  const partitions = live?.partitions.length ?? detail.partitions.length;
  const exact = messages === '0' || (live?.exact ?? detail.exact);
  const bold = (value: number | string) => <b>{typeof value === 'string' ? value : format.count(value)}</b>;
  return (
    <>
      <Fact>
        {rich('topics.frame.shape', {
          partitions: rich('topics.frame.partitionCount', { count: partitions, n: bold(partitions) }),
          replicas: rich('topics.frame.replicaCount', { count: detail.replicationFactor, n: bold(detail.replicationFactor) }),
        })}
      </Fact>
      {messages === null ? null : (
        <Fact>
          {rich('topics.frame.messageCount', {
            count: Number(messages),
            n: (
              <b title={exact ? undefined : t('topics.atMostHint')}>
                <Ticking text={exact ? format.count(messages) : t('topics.atMost', { count: format.count(messages) })} />
              </b>
            ),
          })}
        </Fact>
      )}
      {sizeBytes === null ? null : (
        <Fact>
          <b className="isolated">{format.bytes(sizeBytes)}</b>
        </Fact>
      )}
      {rate === null ? null : (
        <Fact>
          {rich('topics.frame.rate', {
            rate: (
              <b>
                <Ticking text={format.rate(rate)} />
              </b>
            ),
          })}
        </Fact>
      )}
      {detail.lastMessageAtMs === null || (rate ?? 0) > 0 ? null : (
        <Fact>
          {rich('topics.frame.last', {
            time: (
              <b>
                <Time atMs={detail.lastMessageAtMs} />
              </b>
            ),
          })}
        </Fact>
      )}
      <Retention detail={detail} />
    </>
  );
}

function Retention({ detail }: { detail: TopicDetail }) {
  const { t, rich } = useText();
  const format = useFormat();
  if (detail.cleanupPolicy === 'compact') return <Fact>{t('topics.frame.compacted')}</Fact>;
  if (detail.retentionMs === null) return null;
  if (detail.retentionMs.startsWith('-')) return <Fact>{t('topics.frame.keptForever')}</Fact>;
  return <Fact>{rich('topics.frame.kept', { duration: <b>{format.duration(Number(detail.retentionMs))}</b> })}</Fact>;
}
