'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useText } from '@/lib/i18n/text-provider';
import { useKept } from '@/lib/preferences/use-kept';
import type { PublishDraft } from '../publish-draft';
import { checkOf, keptChecks } from './kept-checks';

const CheckChoice = dynamic(() => import('./check-choice').then((module) => module.CheckChoice), { ssr: false });
const CheckResult = dynamic(() => import('./check-result').then((module) => module.CheckResult), { ssr: false });

interface CheckFieldProps {
  cluster: string;
  topic: string;
  /** Checked while it is typed; null where there are many. */
  draft: PublishDraft | null;
}

/** What values are checked by before they are written: one quiet line until somebody wants it. */
export function CheckField({ cluster, topic, draft }: CheckFieldProps) {
  const { t } = useText();
  const check = checkOf(useKept(keptChecks), cluster, topic);
  const [isOpen, setOpen] = useState(false);
  const names = { none: '', registry: check.subject, file: t('publish.check.from.file'), text: t('publish.check.from.text') };
  return (
    <div className="grid grid-cols-1 gap-1">
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="min-h-6 w-fit max-w-full text-sm leading-6 wrap-anywhere text-muted">
          {check.from === 'none' ? t('publish.check.open') : t('publish.check.by', { schema: names[check.from] })}
        </summary>
        {isOpen ? <CheckChoice cluster={cluster} topic={topic} check={check} /> : null}
      </details>
      {draft === null || check.from === 'none' ? null : (
        <CheckResult cluster={cluster} topic={topic} check={check} draft={draft} />
      )}
    </div>
  );
}
