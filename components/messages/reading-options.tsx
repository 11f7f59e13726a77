'use client';
import { late } from '@/components/ui/late';
import { Popover } from '@/components/ui/popover';
import { usePreload } from '@/components/ui/use-preload';
import { useText } from '@/lib/i18n/text-provider';
import type { ReadingOptionsProps } from './reading-options-panel';

const ReadingOptionsPanel = late(() => import('./reading-options-panel').then((module) => module.ReadingOptionsPanel));

/** What is seldom changed about how records are read. */
export function ReadingOptions(props: ReadingOptionsProps) {
  const { t } = useText();
  const { until, isCommitted, keyFormat, valueFormat } = props.search;
  const count = [until !== null, isCommitted, keyFormat !== null, valueFormat !== null].filter(Boolean).length;
  usePreload(ReadingOptionsPanel.preload);
  return (
    <Popover
      label={t('messages.options.open')}
      {...(count === 0 ? {} : { text: t('messages.options.openOn', { count }) })}
      className="w-[min(380px,94vw)]"
    >
      <ReadingOptionsPanel {...props} />
    </Popover>
  );
}
