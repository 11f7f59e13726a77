'use client';
import type { ReactNode } from 'react';
import { useText } from '@/lib/i18n/text-provider';
import { useFormat } from '@/lib/i18n/use-format';
import { ErrorState } from './error-state';
import { MonoName } from './mono-name';
import { Notice } from './notice';
import { PartitionChip } from './partition-chip';

interface RunOutcomeProps {
  written: { readonly count: number; readonly bytes: number; readonly elapsedMs: number; readonly perSecond: number };
  isStopped: boolean;
  /** There is something that a person should look at. */
  isWarning: boolean;
  places: readonly RunPlaces[];
  /** What was not written, and why. */
  children?: ReactNode;
}

/** What came of a run that wrote: how much, how fast, and where it is. */
export function RunOutcome({ written, isStopped, isWarning, places, children }: RunOutcomeProps) {
  const { t } = useText();
  const format = useFormat();
  const facts = {
    count: written.count,
    duration: format.duration(written.elapsedMs),
    rate: format.rate(written.perSecond),
    bytes: format.bytes(written.bytes),
  };
  return (
    <Notice tone={isWarning ? 'warn' : 'good'}>
      {t(isStopped ? 'run.stopped' : 'run.done', facts)}
      {children}
      {places.length === 0 ? null : (
        <details className="mt-1 text-sm">
          <summary className="min-h-6 w-fit leading-6">{t('run.where')}</summary>
          {places.map((each) => (
            <Places key={each.name ?? ''} {...each} />
          ))}
        </details>
      )}
    </Notice>
  );
}

/** Where messages of one name are; without a name where all of them are. */
export interface RunPlaces {
  readonly name?: string;
  readonly partitions: readonly {
    readonly partition: number;
    readonly written: number;
    readonly firstOffset: string | null;
    readonly lastOffset: string | null;
  }[];
}

const partitionsShown = 64;

function Places({ name, partitions }: RunPlaces) {
  const { t, rich } = useText();
  const format = useFormat();
  const hidden = partitions.length - partitionsShown;
  return (
    <>
      {name === undefined ? null : <MonoName>{name}</MonoName>}
      <ul className="grid gap-1">
        {partitions.slice(0, partitionsShown).map(({ partition, written, firstOffset, lastOffset }) => {
          const facts = { partition: <PartitionChip partition={partition} />, count: format.count(written) };
          return (
            <li key={partition}>
              {firstOffset === null || lastOffset === null
                ? rich('run.unknownRange', facts)
                : rich('run.range', { ...facts, first: format.count(firstOffset), last: format.count(lastOffset) })}
            </li>
          );
        })}
        {hidden > 0 ? <li>{t('run.otherPartitions', { count: hidden })}</li> : null}
      </ul>
    </>
  );
}

interface RunFailuresProps {
  failures: readonly { readonly code: string; readonly message: string; readonly count: number }[];
  /** Nothing was written: it was only tried. */
  isDryRun?: boolean;
  /** Where they should have gone, if that needs to be said. */
  place?: string | undefined;
}

/** How many were not written, for each reason. */
export function RunFailures({ failures, isDryRun = false, place }: RunFailuresProps) {
  const { t, find } = useText();
  const said = (code: string, count: number, message: string): string => {
    // Of the others it is known that they are not there.
    if (code === 'OUTCOME_UNKNOWN') return t('run.unknown', { count, message });
    const reason = find(`errors.${code}.title`) ?? message;
    if (isDryRun) return t('run.wouldFail', { count, reason });
    return place === undefined ? t('run.failure', { count, reason }) : t('run.failureIn', { count, reason, place });
  };
  return failures.map(({ code, message, count }) => (
    <p key={code} title={message} className="text-sm text-bad">
      {said(code, count, message)}
    </p>
  ));
}

/** A run that broke off, and what it had written when it was last heard of. */
export function RunBroken({ error, written, children }: { error: unknown; written: number; children?: ReactNode }) {
  const { t } = useText();
  return (
    <div className="grid gap-1">
      <ErrorState error={error} />
      {written === 0 ? null : <p className="text-sm text-muted">{t('run.soFar', { count: written })}</p>}
      {children}
    </div>
  );
}
