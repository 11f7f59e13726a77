/** Metadata (key 3): brokers, topics and who leads what; from version 10 on with topic ids. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'MetadataRequest',
  versions: '0-13',
  flexible: '9+',
  fields: {
    topics: field(
      arrayOf(
        struct({
          topicId: field(uuid, '10+'),
          name: field(string, '0+', { nullable: '10+' }),
        }),
      ),
      '0+',
      { nullable: '1+' },
    ),
    allowAutoTopicCreation: field(bool, '4+', { default: true }),
    includeClusterAuthorizedOperations: field(bool, '8-10'),
    includeTopicAuthorizedOperations: field(bool, '8+'),
  },
});

const response = message({
  name: 'MetadataResponse',
  versions: '0-13',
  flexible: '9+',
  fields: {
    throttleTimeMs: field(int32, '3+'),
    brokers: field(
      arrayOf(
        struct({
          nodeId: field(int32, '0+'),
          host: field(string, '0+'),
          port: field(int32, '0+'),
          rack: field(string, '1+', { nullable: '1+', default: null }),
        }),
      ),
      '0+',
    ),
    clusterId: field(string, '2+', { nullable: '2+', default: null }),
    controllerId: field(int32, '1+', { default: -1 }),
    topics: field(
      arrayOf(
        struct({
          errorCode: field(int16, '0+'),
          name: field(string, '0+', { nullable: '12+' }),
          topicId: field(uuid, '10+'),
          isInternal: field(bool, '1+', { default: false }),
          partitions: field(
            arrayOf(
              struct({
                errorCode: field(int16, '0+'),
                partitionIndex: field(int32, '0+'),
                leaderId: field(int32, '0+'),
                leaderEpoch: field(int32, '7+', { default: -1 }),
                replicaNodes: field(arrayOf(int32), '0+'),
                isrNodes: field(arrayOf(int32), '0+'),
                offlineReplicas: field(arrayOf(int32), '5+'),
              }),
            ),
            '0+',
          ),
          topicAuthorizedOperations: field(int32, '8+', { default: -2147483648 }),
        }),
      ),
      '0+',
    ),
    clusterAuthorizedOperations: field(int32, '8-10', { default: -2147483648 }),
    errorCode: field(int16, '13+'),
  },
});

export const metadataApi = api(3, 'Metadata', request, response);
export type MetadataRequest = Decoded<typeof request>;
export type MetadataResponse = Encodable<typeof response>;
