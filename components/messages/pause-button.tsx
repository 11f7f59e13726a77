'use client';
import { Button } from '@/components/ui/button';
import { useText } from '@/lib/i18n/text-provider';

interface PauseButtonProps {
  isPaused: boolean;
  pendingCount: number;
  onPause: () => void;
  onResume: () => void;
}

/** Holds the rows still. What comes meanwhile is counted, and shown on resuming. */
export function PauseButton({ isPaused, pendingCount, onPause, onResume }: PauseButtonProps) {
  const { t } = useText();
  if (!isPaused) {
    return <Button onClick={onPause}>{t('messages.pause')}</Button>;
  }
  return (
    <Button variant="primary" onClick={onResume}>
      {t('messages.resume')}
      <span className="isolated" aria-live="off">
        {t('messages.pending', { count: pendingCount })}
      </span>
    </Button>
  );
}
