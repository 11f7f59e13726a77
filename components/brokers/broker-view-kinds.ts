export type BrokerViewKind = 'partitions' | 'configs' | 'log-dirs';
export const brokerViews: readonly BrokerViewKind[] = ['partitions', 'configs', 'log-dirs'];
