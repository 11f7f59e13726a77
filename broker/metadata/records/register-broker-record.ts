import { arrayOf } from '../../protocol/schema/array';
import { message } from '../../protocol/schema/message';
import { bool, int16, uint16, int32, int64, uuid } from '../../protocol/schema/scalar-types';
import { string } from '../../protocol/schema/sized-types';
import { struct } from '../../protocol/schema/struct';
import { field } from '../../protocol/schema/wire-type';

/** Record type 0. */
export const registerBrokerRecord = message({
  name: 'RegisterBrokerRecord',
  versions: '0-4',
  flexible: '0+',
  fields: {
    brokerId: field(int32, '0+'),
    isMigratingZkBroker: field(bool, '2+', { default: false }),
    incarnationId: field(uuid, '0+'),
    brokerEpoch: field(int64, '0+'),
    endPoints: field(
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
    fenced: field(bool, '0+', { default: true }),
    inControlledShutdown: field(bool, '1+', { default: false }),
    logDirs: field(arrayOf(uuid), '3+', { tag: 0 }),
    cordonedLogDirs: field(arrayOf(uuid), '4+', { nullable: '4+', default: null, tag: 1 }),
  },
});
