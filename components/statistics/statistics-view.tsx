'use client';
import { useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import type { TopicStatistics } from '@/lib/contracts/statistics';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';
import { useTopicStatistics, type TopicAnalysis } from '@/lib/queries/topics/use-topic-statistics';
import { topicDetailQuery } from '@/lib/queries/topics/topic-queries';
import { FactsCard } from './facts-card';
import { PartitionsCard } from './partitions-card';
import { SizesCard } from './sizes-card';
import { TimeCard } from './time-card';

/** What is in a topic: read whole when asked, with figures that grow while it is read. */
export function StatisticsView({ cluster, topic }: { cluster: string; topic: string }) {
  const { t, rich } = useText();
  const format = useFormat();
  const { data: detail } = useQuery(topicDetailQuery(cluster, topic));
  const { analysis, start, stop } = useTopicStatistics(cluster, topic);
  const { phase, found, error } = analysis;
  if (phase === 'idle')
    return (
      <Card className="grid max-w-[720px] justify-items-start gap-3.5 p-5">
        <p className="text-muted">
          {t('statistics.intro')}{' '}
          {detail?.messageCount === null || detail === undefined
            ? null
            : rich('statistics.toRead', { count: Number(detail.messageCount), n: <b>{format.count(detail.messageCount)}</b> })}
        </p>
        <Button variant="primary" onClick={start}>
          {t('statistics.start')}
        </Button>
      </Card>
    );
  return (
    <>
      <Status analysis={analysis} onStart={start} onStop={stop} />
      {error === undefined ? null : <ErrorState error={error} />}
      {phase === 'stopped' ? <Notice tone="info">{t('statistics.stopped')}</Notice> : null}
      {found === undefined || found.problems.length === 0 ? null : (
        <Notice tone="warn" title={t('statistics.partial')}>
          {found.problems.slice(0, 5).map(({ partition, message }) => (
            <div key={partition}>{t('statistics.problem', { partition, message })}</div>
          ))}
        </Notice>
      )}
      {found === undefined || found.records === 0 ? null : <Found found={found} />}
      {phase === 'complete' && found?.records === 0 ? <p className="text-muted">{t('statistics.empty')}</p> : null}
    </>
  );
}

function Found({ found }: { found: TopicStatistics }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 lg:grid-cols-2">
      <FactsCard found={found} />
      <SizesCard found={found} />
      <TimeCard found={found} />
      <PartitionsCard found={found} />
    </div>
  );
}

interface StatusProps {
  analysis: TopicAnalysis;
  onStart: () => void;
  onStop: () => void;
}

function Status({ analysis: { phase, found }, onStart, onStop }: StatusProps) {
  const { t } = useText();
  const format = useFormat();
  const done = found === undefined || found.totalAtMost === 0 ? 0 : 1 - found.remainingAtMost / found.totalAtMost;
  const perMs = found === undefined ? 0 : found.records / Math.max(1, found.elapsedMs);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {phase === 'running' ? (
        <Button onClick={onStop}>{t('statistics.stop')}</Button>
      ) : (
        <Button onClick={onStart}>{t('statistics.again')}</Button>
      )}
      <span
        role="progressbar"
        aria-label={t('statistics.progress')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round((phase === 'complete' ? 1 : done) * 100)}
        className="h-1.5 w-40 overflow-hidden rounded-full bg-line"
      >
        <span className="block h-full bg-ink" style={{ inlineSize: `${(phase === 'complete' ? 1 : done) * 100}%` }} />
      </span>
      {found === undefined ? null : (
        <span className="text-muted">
          {t('statistics.read', { count: found.records, n: format.count(found.records) })}
          <span className="text-faint">
            {' · '}
            {t('statistics.speed', {
              bytes: format.bytes(found.fetchedBytes),
              duration: format.duration(found.elapsedMs),
              rate: format.rate(perMs * 1000),
            })}
            {phase === 'running' && perMs > 0 ? (
              <>
                {' · '}
                {t('statistics.left', { duration: format.duration(found.remainingAtMost / perMs) })}
              </>
            ) : null}
          </span>
        </span>
      )}
    </div>
  );
}
