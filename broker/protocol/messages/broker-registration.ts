/** BrokerRegistration (key 62): a broker process introduces itself to the controller and gets its broker epoch (KIP-631, KIP-966). */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, int64, uint16, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'BrokerRegistrationRequest',
  versions: '0-4',
  flexible: '0+',
  fields: {
    brokerId: field(int32, '0+'),
    clusterId: field(string, '0+'),
    incarnationId: field(uuid, '0+'),
    listeners: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          host: field(string, '0+'),
          port: field(uint16, '0+'),
          securityProtocol: field(int16, '0+'),
        }),
      ),
      '0+',
    ),
    features: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          minSupportedVersion: field(int16, '0+'),
          maxSupportedVersion: field(int16, '0+'),
        }),
      ),
      '0+',
    ),
    rack: field(string, '0+', { nullable: '0+' }),
    isMigratingZkBroker: field(bool, '1+', { default: false }),
    logDirs: field(arrayOf(uuid), '2+'),
    previousBrokerEpoch: field(int64, '3+', { default: -1 }),
  },
});

const response = message({
  name: 'BrokerRegistrationResponse',
  versions: '0-4',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    brokerEpoch: field(int64, '0+', { default: -1 }),
  },
});

export const brokerRegistrationApi = api(62, 'BrokerRegistration', request, response);
export type BrokerRegistrationRequest = Decoded<typeof request>;
export type BrokerRegistrationResponse = Encodable<typeof response>;
