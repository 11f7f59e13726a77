'use client';
import { Suspense, useState } from 'react';
import { late } from '@/components/ui/late';
import { useText } from '@/lib/i18n/text-provider';
import { useKept } from '@/lib/preferences/use-kept';
import type { BytesDraft, PublishDraft } from '../publish-draft';
import { checkOf, keptChecks, schemaOf } from './kept-checks';

const CheckChoice = late(() => import('./check-choice').then((module) => module.CheckChoice));
const CheckResult = late(() => import('./check-result').then((module) => module.CheckResult));
const SampleButton = late(() => import('./sample-button').then((module) => module.SampleButton));

interface CheckFieldProps {
  cluster: string;
  topic: string;
  /** Checked while it is typed; null where there are many. */
  draft: PublishDraft | null;
  /** Of the draft's value. */
  onChange?: (value: BytesDraft) => void;
}

/** What values are checked by before they are written: one quiet line until somebody wants it. */
export function CheckField({ cluster, topic, draft, onChange }: CheckFieldProps) {
  const { t } = useText();
  const check = checkOf(useKept(keptChecks), cluster, topic);
  const schema = schemaOf(check);
  const [isOpen, setOpen] = useState(false);
  const names = { none: '', registry: check.subject, file: t('publish.check.from.file'), text: t('publish.check.from.text') };
  return (
    <div className="grid grid-cols-1 gap-1">
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="min-h-6 w-fit max-w-full text-sm leading-6 wrap-anywhere text-muted">
          {check.from === 'none' ? t('publish.check.open') : t('publish.check.by', { schema: names[check.from] })}
        </summary>
        <Suspense>{isOpen ? <CheckChoice cluster={cluster} topic={topic} check={check} /> : null}</Suspense>
      </details>
      <Suspense>
        {draft === null || check.from === 'none' ? null : (
          <CheckResult cluster={cluster} topic={topic} check={check} draft={draft} />
        )}
        {draft === null || onChange === undefined || schema === undefined ? null : (
          <SampleButton cluster={cluster} topic={topic} schema={schema} value={draft.value} onChange={onChange} />
        )}
      </Suspense>
    </div>
  );
}
