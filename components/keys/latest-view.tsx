'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { PageError } from '@/components/ui/page-error';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { ProgressBar } from '@/components/ui/progress-bar';
import { latestKeysMax, type LatestKeys } from '@/lib/contracts/keys';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { useLatestKeys } from '@/lib/queries/records/use-keys';
import type { KeysSearch } from './keys-search';
import { LatestTable } from './latest-table';
import { PartialNotice } from './partial-notice';

interface LatestViewProps {
  cluster: string;
  topic: string;
  /** In the keys, in any case. */
  contains: string;
  hrefOfKey: (key: string) => string;
  onSearch: (search: KeysSearch) => void;
}

/** The topic as the table it stands for: one row for a key. */
export function LatestView({ cluster, topic, contains, hrefOfKey, onSearch }: LatestViewProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(contains);
  const [round, setRound] = useState(0);
  const { phase, found, error } = useLatestKeys({ cluster, topic, contains, round });
  const again = (next: string) => (next === contains ? setRound(round + 1) : onSearch({ view: 'latest', contains: next }));
  return (
    <>
      <form
        className="flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          again(typed);
        }}
      >
        <Field label={t('keys.every.contains')} className="w-full max-w-[420px]">
          {(control) => (
            <Input
              mono
              autoComplete="off"
              placeholder={t('keys.every.containsHint')}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              {...control}
            />
          )}
        </Field>
        <Button type="submit" variant="primary">
          {t(phase === 'running' ? 'keys.every.readAnew' : 'keys.every.read')}
        </Button>
      </form>
      {found === undefined ? null : <Counts found={found} isRunning={phase === 'running'} />}
      {error === undefined ? null : <PageError error={error} onRetry={() => setRound(round + 1)} />}
      <PartialNotice problems={found?.problems ?? []} />
      {found === undefined || found.records === null ? null : (
        <LatestTable cluster={cluster} topic={topic} records={found.records} hrefOfKey={hrefOfKey} />
      )}
    </>
  );
}

function Counts({ found, isRunning }: { found: LatestKeys; isRunning: boolean }) {
  const { t } = useText();
  const format = useFormat();
  const { keys, tombstones, keyless, beyond, scanned, remainingAtMost, totalAtMost } = found;
  const done = totalAtMost === 0 ? 1 : 1 - remainingAtMost / totalAtMost;
  const counted = (name: 'keys' | 'tombstones' | 'keyless', count: number) =>
    t(`keys.every.${name}`, { count, n: format.count(count) });
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1" role="status">
        <b>{counted('keys', keys)}</b>
        {tombstones === 0 ? null : <span>{counted('tombstones', tombstones)}</span>}
        {keyless === 0 ? null : <span className="text-muted">{counted('keyless', keyless)}</span>}
        <span className="text-muted">{t('keys.searching', { count: scanned, n: format.count(scanned) })}</span>
        {isRunning ? <ProgressBar className="w-40" done={done} label={t('keys.progress')} /> : null}
      </div>
      {beyond === 0 ? null : (
        <p className="text-warn">
          {t('keys.every.beyond', { count: beyond, n: format.count(beyond), max: format.count(latestKeysMax) })}
        </p>
      )}
    </div>
  );
}
