'use client';
import { useNow } from '@/components/ui/now';
import { Tag, type Tone } from '@/components/ui/tag';
import type { BrokerProcess, BrokerSummary } from '@/lib/contracts/cluster';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

const tones: Record<BrokerProcess['state'], Tone> = {
  running: 'live',
  starting: 'warn',
  restarting: 'warn',
  stopping: 'warn',
  frozen: 'warn',
  stopped: 'bad',
  killed: 'bad',
};

/** Whether a broker runs, and since when. */
export function BrokerState({ broker: { process, alive } }: { broker: BrokerSummary }) {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  if (process === null) return <Tag tone={alive ? 'live' : 'bad'}>{t(alive ? 'brokers.alive' : 'brokers.dead')}</Tag>;
  const { state, startedAtMs, sinceMs, restarts, lastExit } = process;
  if (state === 'running' && !alive) return <Tag tone="warn">{t('brokers.outside')}</Tag>;
  const duration = format.duration(Math.max(0, now - (state === 'running' ? (startedAtMs ?? sinceMs) : sinceMs)));
  const hints = [
    ...(restarts === 0 ? [] : [t('brokers.restarts', { count: restarts })]),
    ...(lastExit === null ? [] : [t('brokers.lastExit', { exit: lastExit })]),
  ];
  return (
    <Tag tone={tones[state]} {...(hints.length === 0 ? {} : { title: hints.join(', ') })}>
      {t(`brokers.states.${state}`, { duration })}
    </Tag>
  );
}
