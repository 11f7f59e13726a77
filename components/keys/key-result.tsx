'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { PageError } from '@/components/ui/page-error';
import { ProgressBar } from '@/components/ui/progress-bar';
import { keyRecordsMax, type KeyHistory } from '@/lib/contracts/keys';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { useKeyHistory } from '@/lib/queries/records/use-keys';
import { DeleteKeyDialog } from './delete-key-dialog';
import { KeyTable } from './key-table';
import { PartialNotice } from './partial-notice';

interface KeyResultProps {
  cluster: string;
  topic: string;
  search: string;
  isAll: boolean;
  onSearchAll: () => void;
}

/** What was found of a key so far, where it was looked for, and what to do next. */
export function KeyResult({ cluster, topic, search, isAll, onSearchAll }: KeyResultProps) {
  const { t } = useText();
  const [round, setRound] = useState(0);
  const [isDeleting, setDeleting] = useState(false);
  const canWrite = useCanWrite(cluster);
  const { phase, found, error } = useKeyHistory({ cluster, topic, key: search, isAll, round });
  const latest = found?.records[0];
  return (
    <>
      {found === undefined ? null : <Where found={found} isRunning={phase === 'running'} />}
      {error === undefined ? null : <PageError error={error} onRetry={() => setRound(round + 1)} />}
      <PartialNotice problems={found?.problems ?? []} />
      {found === undefined || found.count === 0 ? null : <KeyTable cluster={cluster} topic={topic} records={found.records} />}
      {phase === 'complete' && found?.count === 0 ? (
        <p>{isAll ? t('keys.none') : t('keys.noneThere', { partition: found.partition })}</p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {phase === 'complete' && !isAll ? <Button onClick={onSearchAll}>{t('keys.searchAll')}</Button> : null}
        {phase === 'complete' && canWrite && latest !== undefined && latest.value !== null ? (
          <Button variant="danger" onClick={() => setDeleting(true)}>
            {t('keys.delete')}
          </Button>
        ) : null}
      </div>
      {isDeleting && latest !== undefined ? (
        <DeleteKeyDialog
          cluster={cluster}
          topic={topic}
          name={search}
          partition={latest.partition}
          onClose={() => setDeleting(false)}
          onDeleted={() => {
            setDeleting(false);
            setRound(round + 1);
          }}
        />
      ) : null}
    </>
  );
}

function Where({ found, isRunning }: { found: KeyHistory; isRunning: boolean }) {
  const { t } = useText();
  const format = useFormat();
  const done = found.totalAtMost === 0 ? 1 : 1 - found.remainingAtMost / found.totalAtMost;
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1" role="status">
        <b>{t('keys.found', { count: found.count, n: format.count(found.count) })}</b>
        {found.count > keyRecordsMax ? <span className="text-muted">{t('keys.newest', { max: keyRecordsMax })}</span> : null}
        <span className="text-muted">{t('keys.searching', { count: found.scanned, n: format.count(found.scanned) })}</span>
        {isRunning ? <ProgressBar className="w-40" done={done} label={t('keys.progress')} /> : null}
      </div>
      <p className="text-muted">
        {found.isAll ? t('keys.inAll') : `${t('keys.inPartition', { partition: found.partition })} ${t('keys.why')}`}
      </p>
    </div>
  );
}
