'use client';
import { MarkedText } from '@/components/ui/marked-text';
import { useText } from '@/lib/i18n/text-provider';

interface NotDoneProps {
  what: 'unknown' | 'noSample';
  reason: { readonly code: string; readonly message: string; readonly details: Readonly<Record<string, unknown>> };
}

/** What was not done, and why; the fault itself in the words of whoever found it. */
export function NotDone({ what, reason: { code, message, details } }: NotDoneProps) {
  const { t, find } = useText();
  const { fault } = details;
  return (
    <p className="text-bad wrap-anywhere">
      {t(`publish.check.${what}`, { reason: find(`errors.${code}.title`) ?? code })}{' '}
      {code === 'UNREACHABLE' ? null : (
        <MarkedText text={typeof fault === 'string' ? fault : message} className="block font-mono" />
      )}
    </p>
  );
}
