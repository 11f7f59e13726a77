/** DescribeAcls (key 29): probed by tools; answered with SECURITY_DISABLED while there is no authorizer. */
import { arrayOf } from '../schema/array';
import { api, message, type Encodable } from '../schema/message';
import { int8, int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DescribeAclsRequest',
  versions: '1-3',
  flexible: '2+',
  fields: {
    resourceTypeFilter: field(int8, '0+'),
    resourceNameFilter: field(string, '0+', { nullable: '0+' }),
    patternTypeFilter: field(int8, '1+', { default: 3 }),
    principalFilter: field(string, '0+', { nullable: '0+' }),
    hostFilter: field(string, '0+', { nullable: '0+' }),
    operation: field(int8, '0+'),
    permissionType: field(int8, '0+'),
  },
});

const response = message({
  name: 'DescribeAclsResponse',
  versions: '1-3',
  flexible: '2+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    errorMessage: field(string, '0+', { nullable: '0+' }),
    resources: field(
      arrayOf(
        struct({
          resourceType: field(int8, '0+'),
          resourceName: field(string, '0+'),
          patternType: field(int8, '1+', { default: 3 }),
          acls: field(
            arrayOf(
              struct({
                principal: field(string, '0+'),
                host: field(string, '0+'),
                operation: field(int8, '0+'),
                permissionType: field(int8, '0+'),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
  },
});

export const describeAclsApi = api(29, 'DescribeAcls', request, response);
export type DescribeAclsResponse = Encodable<typeof response>;
