'use client';
import { useSearchParams } from 'next/navigation';
import { BrokerView } from '@/components/brokers/broker-view';
import { BrokerConfig } from '@/components/config/broker-config';
import { formatBrokerView, parseBrokerView } from './search-params';

/** One broker with its state in the address. */
export function BrokerRoute({ cluster, broker }: { cluster: string; broker: number }) {
  const view = parseBrokerView(new URLSearchParams(useSearchParams()));
  return (
    <BrokerView
      cluster={cluster}
      broker={broker}
      view={view}
      onView={(next) => window.history.replaceState(null, '', `${window.location.pathname}${formatBrokerView(next)}`)}
      configs={<BrokerConfig cluster={cluster} broker={broker} />}
    />
  );
}
