'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { useText } from '@/lib/i18n/text-provider';
import { ApiError } from '@/lib/queries/api-error';
import { valueCheckQuery } from '@/lib/queries/records/value-check-queries';
import { filledDraft, recordOf, type PublishDraft } from '../publish-draft';
import { useSettled } from '../use-settled';
import { schemaOf, type ValueCheck } from './kept-checks';

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
      <Told answer={answer.data} error={answer.error} />
    </div>
  );
}

function Told({ answer, error }: { answer: { readonly error?: ApiErrorBody } | undefined; error: Error | null }) {
  const { t, find } = useText();
  const refused = error === null ? answer?.error : ApiError.from(error);
  if (refused === undefined) {
    return answer === undefined ? (
      <span className="text-faint">{t('publish.check.asked')}</span>
    ) : (
      <span className="text-live">{t('publish.check.fits')}</span>
    );
  }
  // What else may be wrong with the message is said when it is sent.
  if (refused.code !== 'SCHEMA_MISMATCH' && refused.field !== 'schema')
    return <span className="text-live">{t('publish.check.fits')}</span>;
  const { problems } = refused.details;
  const lines =
    typeof problems === 'string' ? problems.split('\n') : [find(`errors.${refused.code}.title`) ?? '', refused.message];
  return (
    <ul className="grid grid-cols-1 gap-0.5 text-bad">
      {lines.slice(0, problemsShown).map((line) => (
        <li key={line} dir="ltr" className="font-mono wrap-anywhere">
          {line}
        </li>
      ))}
      {lines.length > problemsShown ? <li>{t('publish.check.more', { count: lines.length - problemsShown })}</li> : null}
    </ul>
  );
}
