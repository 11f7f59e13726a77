'use client';
import { Time } from '@/components/ui/time';
import { useText } from '@/lib/i18n/text-provider';
import type { BrokerTrouble } from './broker-troubles';

interface ProcessWordsProps {
  trouble: BrokerTrouble;
  /** No other broker is spoken of: its name and the time were said. */
  isOnly: boolean;
}

/** How it is with the process of a broker that does not run. */
export function ProcessWords({ trouble: { broker, kind, restarts, lastExit }, isOnly }: ProcessWordsProps) {
  const { t, rich } = useText();
  const words = () => {
    switch (kind) {
      case 'restarting':
        return t('layout.down.restarting', { broker: broker.id, restarts: t('layout.down.restarts', { count: restarts }) });
      case 'starting':
        return t('layout.down.starting', { broker: broker.id });
      case 'frozen':
      case 'stopping':
      case 'stopped':
      case 'killed':
        return isOnly
          ? t(`layout.down.${kind}`)
          : rich(`layout.down.each.${kind}`, {
              broker: broker.id,
              time: <Time atMs={broker.process?.sinceMs ?? 0} style="time" />,
            });
    }
  };
  return (
    <>
      {words()} {lastExit === null ? null : <>{t('layout.down.lastExit', { exit: lastExit })} </>}
    </>
  );
}
