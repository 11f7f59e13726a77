'use client';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
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
  if (!isOpen && check.from === 'none')
    return (
      <Button size="small" variant="quiet" className="justify-self-start" aria-expanded={false} onClick={() => setOpen(true)}>
        {t('publish.check.open')}
      </Button>
    );
  return (
    <div className="grid min-w-0 gap-2">
      <CheckChoice cluster={cluster} topic={topic} check={check} />
      {draft === null || check.from === 'none' ? null : (
        <CheckResult cluster={cluster} topic={topic} check={check} draft={draft} />
      )}
    </div>
  );
}
