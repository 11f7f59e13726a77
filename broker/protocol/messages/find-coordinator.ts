/** FindCoordinator (key 10): the broker that looks after a group, from version 4 on several at once. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int8, int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'FindCoordinatorRequest',
  versions: '0-6',
  flexible: '3+',
  fields: {
    key: field(string, '0-3'),
    keyType: field(int8, '1+', { default: 0 }),
    coordinatorKeys: field(arrayOf(string), '4+'),
  },
});

const response = message({
  name: 'FindCoordinatorResponse',
  versions: '0-6',
  flexible: '3+',
  fields: {
    throttleTimeMs: field(int32, '1+'),
    errorCode: field(int16, '0-3'),
    errorMessage: field(string, '1-3', { nullable: '1-3' }),
    nodeId: field(int32, '0-3'),
    host: field(string, '0-3'),
    port: field(int32, '0-3'),
    coordinators: field(
      arrayOf(
        struct({
          key: field(string, '4+'),
          nodeId: field(int32, '4+'),
          host: field(string, '4+'),
          port: field(int32, '4+'),
          errorCode: field(int16, '4+'),
          errorMessage: field(string, '4+', { nullable: '4+' }),
        }),
      ),
      '4+',
    ),
  },
});

export const findCoordinatorApi = api(10, 'FindCoordinator', request, response);
export type FindCoordinatorRequest = Decoded<typeof request>;
export type FindCoordinatorResponse = Encodable<typeof response>;
