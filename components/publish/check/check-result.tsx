'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { valueCheckQuery } from '@/lib/queries/records/value-check-queries';
import { filledDraft, recordOf, type PublishDraft } from '../publish-draft';
import { useSettled } from '../use-settled';
import { schemaOf, type ValueCheck } from './kept-checks';
import { NotDone } from './not-done';
import { verdictOf, type Verdict } from './verdict';

interface CheckResultProps {
  cluster: string;
  topic: string;
  check: ValueCheck;
  draft: PublishDraft;
}

const askAfterMs = 400;
/** More than this is checked when it is sent. */
const charactersMax = 256 * 1024;
const problemsShown = 4;

/** Whether the value is as its schema wants, a moment after it was typed. Placeholders count as what they are filled with. */
export function CheckResult({ cluster, topic, check, draft }: CheckResultProps) {
  const { t } = useText();
  const schema = schemaOf(check);
  const value = recordOf(filledDraft(draft, { nowMs: 0, random: () => 0 })).value ?? null;
  const asked = JSON.stringify({ value, schema });
  const settled = useSettled(asked, askAfterMs);
  const isAsked = schema !== undefined && value !== null && value !== '' && asked.length <= charactersMax;
  const answer = useQuery({
    ...valueCheckQuery(cluster, topic, { value, schema }),
    enabled: isAsked && settled === asked,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (schema === undefined || value === '') return null;
  if (!isAsked) return <p className="text-sm text-faint">{t(value === null ? 'publish.check.null' : 'publish.check.large')}</p>;
  const isOld = answer.isPlaceholderData || settled !== asked;
  return (
    <div aria-live="polite" className={isOld ? 'text-sm opacity-60' : 'text-sm'}>
      <Told verdict={verdictOf(answer.data, answer.error === null ? null : ApiError.from(answer.error))} />
    </div>
  );
}

function Told({ verdict }: { verdict: Verdict }) {
  const { t } = useText();
  switch (verdict.kind) {
    case 'asked':
      return <span className="text-faint">{t('publish.check.asked')}</span>;
    case 'fits':
      return <span className="text-live">{t('publish.check.fits')}</span>;
    case 'unknown':
      return <NotDone what="unknown" reason={verdict.reason} />;
    case 'wrong':
      return <Problems lines={verdict.problems} />;
  }
}

function Problems({ lines }: { lines: readonly string[] }) {
  const { t } = useText();
  return (
    <ul className="grid grid-cols-1 gap-0.5 text-bad">
      {lines.slice(0, problemsShown).map((line) => (
        <li key={line} dir="auto" className="font-mono wrap-anywhere">
          {line}
        </li>
      ))}
      {lines.length > problemsShown ? <li>{t('publish.check.more', { count: lines.length - problemsShown })}</li> : null}
    </ul>
  );
}
