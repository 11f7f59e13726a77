import { brokerViews, type BrokerViewKind } from '@/components/brokers/broker-view-kinds';

/** The URL of a broker's page: ?view=partitions|configs|log-dirs. */
export function parseBrokerView(params: URLSearchParams): BrokerViewKind {
  return brokerViews.find((view) => view === params.get('view')) ?? 'partitions';
}

export function formatBrokerView(view: BrokerViewKind): string {
  return view === 'partitions' ? '' : `?view=${view}`;
}
