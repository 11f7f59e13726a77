/**
 * BrokerHeartbeat (key 63): keeps a broker's session with the controller, and asks to be unfenced, fenced or let go. One
 * tagged field of the response is our own: how far the controller's metadata is, so that a broker which was frozen
 * knows what it has missed.
 */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, int64, uuid } from '../schema/scalar-types';
import { field } from '../schema/wire-type';

const request = message({
  name: 'BrokerHeartbeatRequest',
  versions: '0-2',
  flexible: '0+',
  fields: {
    brokerId: field(int32, '0+'),
    brokerEpoch: field(int64, '0+', { default: -1 }),
    currentMetadataOffset: field(int64, '0+'),
    wantFence: field(bool, '0+'),
    wantShutDown: field(bool, '0+'),
    offlineLogDirs: field(arrayOf(uuid), '1+', { tag: 0 }),
    cordonedLogDirs: field(arrayOf(uuid), '2+', { nullable: '2+', default: null, tag: 1 }),
  },
});

const response = message({
  name: 'BrokerHeartbeatResponse',
  versions: '0-2',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    isCaughtUp: field(bool, '0+', { default: false }),
    isFenced: field(bool, '0+', { default: true }),
    shouldShutDown: field(bool, '0+'),
    metadataOffset: field(int64, '0+', { default: -1, tag: 5000, beyondKafka: true }),
  },
});

export const brokerHeartbeatApi = api(63, 'BrokerHeartbeat', request, response);
export type BrokerHeartbeatRequest = Decoded<typeof request>;
export type BrokerHeartbeatResponse = Encodable<typeof response>;
