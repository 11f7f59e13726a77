import { arrayOf } from '../../protocol/schema/array';
import { message } from '../../protocol/schema/message';
import { bool, int16, uint16, int32, uuid } from '../../protocol/schema/scalar-types';
import { string } from '../../protocol/schema/sized-types';
import { struct } from '../../protocol/schema/struct';
import { field } from '../../protocol/schema/wire-type';

/** Record type 27. */
export const registerControllerRecord = message({
  name: 'RegisterControllerRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    controllerId: field(int32, '0+'),
    incarnationId: field(uuid, '0+'),
    zkMigrationReady: field(bool, '0+'),
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
  },
});
