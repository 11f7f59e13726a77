'use client';
import { useNow } from '@/components/ui/now';
import { Tag, type Tone } from '@/components/ui/tag';
import type { BrokerProcess, BrokerSummary } from '@/lib/contracts/cluster';
import { useFormat } from '@/lib/i18n/use-format';
import { useText } from '@/lib/i18n/text-provider';

function toneOf(state: BrokerProcess['state'], alive: boolean): Tone {
  switch (state) {
    case 'running':
      return alive ? 'live' : 'warn';
    case 'starting':
    case 'restarting':
    case 'stopping':
    case 'frozen':
      return 'warn';
    case 'stopped':
    case 'killed':
      return 'bad';
  }
}

/** Whether a broker runs, since when, and how often it was started again. */
export function BrokerState({ broker }: { broker: BrokerSummary }) {
  const { t } = useText();
  const format = useFormat();
  const now = useNow();
  const { process, alive } = broker;
  if (process === null) return <Tag tone={alive ? 'live' : 'bad'}>{t(alive ? 'brokers.alive' : 'brokers.dead')}</Tag>;
  const { state, startedAtMs, sinceMs, restarts, lastExit } = process;
  const isUp = state === 'running' && startedAtMs !== null;
  const duration = format.duration(Math.max(0, now - (isUp ? startedAtMs : sinceMs)));
  return (
    <span className="inline-flex items-center gap-2">
      <Tag tone={toneOf(state, alive)}>{t(`brokers.states.${state}`)}</Tag>
      <span className="text-sm text-muted">
        {t(isUp ? 'brokers.up' : 'brokers.since', { duration })}
        {restarts === 0 ? null : (
          <span title={lastExit === null ? undefined : t('brokers.lastExit', { exit: lastExit })}>
            {' · '}
            {t('brokers.restarts', { count: restarts })}
          </span>
        )}
      </span>
    </span>
  );
}
