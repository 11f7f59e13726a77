/** CreateTopics (key 19). Versions 0 and 1 are served beyond Kafka 4's range, for old clients. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int8, int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'CreateTopicsRequest',
  versions: '0-7',
  flexible: '5+',
  fields: {
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          numPartitions: field(int32, '0+'),
          replicationFactor: field(int16, '0+'),
          assignments: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                brokerIds: field(arrayOf(int32), '0+'),
              }),
            ),
            '0+',
          ),
          configs: field(
            arrayOf(
              struct({
                name: field(string, '0+'),
                value: field(string, '0+', { nullable: '0+' }),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    timeoutMs: field(int32, '0+', { default: 60000 }),
    validateOnly: field(bool, '1+', { default: false }),
  },
});

const response = message({
  name: 'CreateTopicsResponse',
  versions: '0-7',
  flexible: '5+',
  fields: {
    throttleTimeMs: field(int32, '2+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          topicId: field(uuid, '7+'),
          errorCode: field(int16, '0+'),
          errorMessage: field(string, '1+', { nullable: '0+' }),
          topicConfigErrorCode: field(int16, '5+', { tag: 0 }),
          numPartitions: field(int32, '5+', { default: -1 }),
          replicationFactor: field(int16, '5+', { default: -1 }),
          configs: field(
            arrayOf(
              struct({
                name: field(string, '5+'),
                value: field(string, '5+', { nullable: '5+' }),
                readOnly: field(bool, '5+'),
                configSource: field(int8, '5+', { default: -1 }),
                isSensitive: field(bool, '5+'),
              }),
            ),
            '5+',
            { nullable: '5+' },
          ),
        }),
      ),
      '0+',
    ),
  },
});

export const createTopicsApi = api(19, 'CreateTopics', request, response);
export type CreateTopicsRequest = Decoded<typeof request>;
export type CreateTopicsResponse = Encodable<typeof response>;
