/** DescribeCluster (key 60): brokers, cluster id and a broker to send admin requests to. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int8, int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DescribeClusterRequest',
  versions: '0-2',
  flexible: '0+',
  fields: {
    includeClusterAuthorizedOperations: field(bool, '0+'),
    endpointType: field(int8, '1+', { default: 1 }),
    includeFencedBrokers: field(bool, '2+'),
  },
});

const response = message({
  name: 'DescribeClusterResponse',
  versions: '0-2',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    errorMessage: field(string, '0+', { nullable: '0+', default: null }),
    endpointType: field(int8, '1+', { default: 1 }),
    clusterId: field(string, '0+'),
    controllerId: field(int32, '0+', { default: -1 }),
    brokers: field(
      arrayOf(
        struct({
          brokerId: field(int32, '0+'),
          host: field(string, '0+'),
          port: field(int32, '0+'),
          rack: field(string, '0+', { nullable: '0+', default: null }),
          isFenced: field(bool, '2+'),
        }),
      ),
      '0+',
    ),
    clusterAuthorizedOperations: field(int32, '0+', { default: -2147483648 }),
  },
});

export const describeClusterApi = api(60, 'DescribeCluster', request, response);
export type DescribeClusterRequest = Decoded<typeof request>;
export type DescribeClusterResponse = Encodable<typeof response>;
