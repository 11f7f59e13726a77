import type { BrokerImage, MetadataImage } from '../metadata/metadata-image';
import { KafkaError } from '../protocol/kafka-error';

/** The broker that a request comes from; throws unless it is registered with that epoch. */
export function registeredBroker(image: MetadataImage, brokerId: number, brokerEpoch: number): BrokerImage {
  const broker = image.brokers.get(brokerId);
  if (broker === undefined) throw new KafkaError('BROKER_ID_NOT_REGISTERED', `Broker ${brokerId} is not registered.`);
  if (broker.epoch !== brokerEpoch) {
    throw new KafkaError(
      'STALE_BROKER_EPOCH',
      `Broker ${brokerId} is registered with epoch ${broker.epoch}, not ${brokerEpoch}.`,
    );
  }
  return broker;
}
