import type { BrokerImage, MetadataImage } from '../../metadata/metadata-image';

export interface BrokerEndpoint {
  readonly nodeId: number;
  readonly host: string;
  readonly port: number;
  readonly rack: string | null;
}

/** Where a client of this listener reaches the broker; undefined when it has no such listener. */
export function endpointOf(broker: BrokerImage, listenerName: string): BrokerEndpoint | undefined {
  const address = broker.listeners.get(listenerName);
  return address === undefined ? undefined : { nodeId: broker.id, host: address.host, port: address.port, rack: broker.rack };
}

/** Brokers that serve clients of this listener now, by id. */
export function liveBrokers(image: MetadataImage, listenerName: string): Map<number, BrokerEndpoint> {
  const brokers = new Map<number, BrokerEndpoint>();
  for (const broker of image.brokers.values()) {
    const endpoint = broker.fenced ? undefined : endpointOf(broker, listenerName);
    if (endpoint !== undefined) brokers.set(broker.id, endpoint);
  }
  return brokers;
}

/**
 * The broker that clients are told is the controller: in KRaft any live broker will do, since every broker takes admin
 * requests; this one if it is live, -1 when none is.
 */
export function controllerIdFor(brokers: ReadonlyMap<number, BrokerEndpoint>, localId: number): number {
  if (brokers.has(localId)) return localId;
  return [...brokers.keys()][0] ?? -1;
}
