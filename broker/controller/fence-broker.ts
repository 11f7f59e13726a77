import type { BrokerImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { isActive } from './active-brokers';
import type { ControllerState } from './controller-result';
import { changePartitions, leavePartitions } from './partition-changes';

/**
 * The order of the records matters when there are more of them than fit into a batch: a broker is fenced last, so that a
 * controller that takes over half way still has to fence it, and unfenced first, so that nobody fenced ever leads.
 */
export function fenceBroker(state: ControllerState, { id, epoch }: BrokerImage): MetadataRecordInput[] {
  const change: MetadataRecordInput = {
    type: 'BrokerRegistrationChange',
    value: { brokerId: id, brokerEpoch: epoch, fenced: 1 },
  };
  return [...leavePartitions(state, id), change];
}

/** The broker is back: it leads what it may lead and nobody does. */
export function unfenceBroker(state: ControllerState, { id, epoch }: BrokerImage): MetadataRecordInput[] {
  const change: MetadataRecordInput = {
    type: 'BrokerRegistrationChange',
    value: { brokerId: id, brokerEpoch: epoch, fenced: -1 },
  };
  const electable = (broker: number): boolean => broker === id || isActive(state.image, broker);
  const elections = changePartitions(state, ({ partition: { leader, replicas } }) =>
    leader === -1 && replicas.includes(id) ? { isActive: electable } : undefined,
  );
  return [change, ...elections];
}

/** The broker is about to stop: it hands over what it leads first. */
export function beginControlledShutdown(state: ControllerState, { id, epoch }: BrokerImage): MetadataRecordInput[] {
  const change: MetadataRecordInput = {
    type: 'BrokerRegistrationChange',
    value: { brokerId: id, brokerEpoch: epoch, inControlledShutdown: 1 },
  };
  return [change, ...leavePartitions(state, id)];
}
