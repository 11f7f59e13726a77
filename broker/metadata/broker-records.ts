import type { Decoded } from '../protocol/schema/message';
import type { BrokerImage } from './metadata-image';
import type { brokerRegistrationChangeRecord } from './records/broker-registration-change-record';
import type { registerBrokerRecord } from './records/register-broker-record';

export function brokerFromRegistration(record: Decoded<typeof registerBrokerRecord>): BrokerImage {
  return {
    id: record.brokerId,
    epoch: record.brokerEpoch,
    incarnationId: record.incarnationId,
    directoryIds: record.logDirs,
    listeners: new Map(record.endPoints.map(({ name, host, port }) => [name, { host, port }])),
    rack: record.rack,
    fenced: record.fenced,
    inControlledShutdown: record.inControlledShutdown,
  };
}

/** In the record, `fenced` is 1 to fence, -1 to unfence and 0 to leave it; `inControlledShutdown` only ever becomes true. */
export function brokerAfterChange(before: BrokerImage, change: Decoded<typeof brokerRegistrationChangeRecord>): BrokerImage {
  return {
    ...before,
    fenced: change.fenced === 0 ? before.fenced : change.fenced > 0,
    inControlledShutdown: before.inControlledShutdown || change.inControlledShutdown > 0,
    directoryIds: change.logDirs.length === 0 ? before.directoryIds : change.logDirs,
  };
}
