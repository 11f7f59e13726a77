'use client';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Textarea } from '@/components/ui/textarea';
import { useDebounced } from '@/components/ui/use-debounced';
import type { TryFilterAnswer } from '@/lib/contracts/record';
import type { DecodingQuery } from '@/lib/contracts/decoding';
import type { RecordPlace } from '@/lib/format/record-place';
import { useText } from '@/lib/i18n/text-provider';
import { tryFilterQuery } from '@/lib/queries/records/record-queries';

const settleMs = 250;

interface ExpressionFieldProps {
  cluster: string;
  topic: string;
  f: string;
  /** The record that lies open: the expression is tried on it. */
  open: RecordPlace | null;
  decoding: DecodingQuery;
  onExpression: (f: string) => void;
  onClose: () => void;
}

/** An expression over records. It is checked while it is typed, tried on the open record, and used on Enter. */
export function ExpressionField({ cluster, topic, f, open, decoding, onExpression, onClose }: ExpressionFieldProps) {
  const { t } = useText();
  const id = useId();
  const [typed, setTyped] = useState(f);
  const [shown, setShown] = useState(f);
  if (shown !== f) {
    setShown(f);
    setTyped(f);
  }
  const settled = useDebounced(typed.trim(), settleMs);
  const trial = useQuery({ ...tryFilterQuery(cluster, topic, settled, open, decoding), enabled: settled !== '' });
  const answer = settled === '' || settled !== typed.trim() ? undefined : trial.data;
  const isWrong = answer !== undefined && answer.fault !== null;
  const use = () => {
    if (!isWrong && typed.trim() !== f) onExpression(typed.trim());
  };
  return (
    <form
      className="grid gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        use();
      }}
    >
      <div className="flex flex-wrap items-start gap-2">
        <Textarea
          mono
          rows={1}
          maxLength={4000}
          className="field-sizing-content min-w-60 flex-1 basis-72"
          aria-label={t('messages.expression.label')}
          aria-describedby={id}
          aria-invalid={isWrong || undefined}
          placeholder={'value.amount > 100 && value.customer.country == "NL"'}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey) return;
            event.preventDefault();
            use();
          }}
        />
        <Button type="submit" variant="primary" disabled={isWrong || typed.trim() === f}>
          {t('messages.expression.use')}
        </Button>
        <Button
          onClick={() => {
            if (f !== '') onExpression('');
            onClose();
          }}
        >
          {t(f === '' ? 'common.close' : 'messages.expression.remove')}
        </Button>
      </div>
      <div id={id} className="text-sm text-muted" role="status">
        {answer === undefined ? (
          t('messages.expression.hint')
        ) : (
          <Verdict text={settled} answer={answer} hasRecord={open !== null} />
        )}
      </div>
    </form>
  );
}

/** What is wrong and where, or what the open record makes of it. */
function Verdict({ text, answer, hasRecord }: { text: string; answer: TryFilterAnswer; hasRecord: boolean }) {
  const { t } = useText();
  const { fault, matches, failure } = answer;
  if (fault !== null) {
    const end = Math.max(fault.end, fault.start + 1);
    return (
      <span className="grid gap-0.5 text-bad">
        <span>{fault.message}</span>
        <code dir="ltr" className="overflow-x-auto font-mono whitespace-pre-wrap text-muted">
          {text.slice(0, fault.start)}
          <mark className="rounded-sm bg-bad-soft text-bad underline decoration-wavy underline-offset-2">
            {text.slice(fault.start, end) || '␣'}
          </mark>
          {text.slice(end)}
        </code>
      </span>
    );
  }
  if (failure !== null) return <span className="text-warn">{t('messages.expression.fails', { reason: failure })}</span>;
  if (!hasRecord || matches === null) return t('messages.expression.valid');
  return (
    <span className={cx(matches ? 'text-live' : 'text-muted')}>
      {t(matches ? 'messages.expression.matches' : 'messages.expression.differs')}
    </span>
  );
}
