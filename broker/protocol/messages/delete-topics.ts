/**
 * DeleteTopics (key 20), by name and from version 6 on also by id. Version 0 is served beyond Kafka 4's range, for old clients.
 */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DeleteTopicsRequest',
  versions: '0-6',
  flexible: '4+',
  fields: {
    topics: field(
      arrayOf(
        struct({
          name: field(string, '6+', { nullable: '6+', default: null }),
          topicId: field(uuid, '6+'),
        }),
      ),
      '6+',
    ),
    topicNames: field(arrayOf(string), '0-5'),
    timeoutMs: field(int32, '0+'),
  },
});

const response = message({
  name: 'DeleteTopicsResponse',
  versions: '0-6',
  flexible: '4+',
  fields: {
    throttleTimeMs: field(int32, '1+'),
    responses: field(
      arrayOf(
        struct({
          name: field(string, '0+', { nullable: '6+' }),
          topicId: field(uuid, '6+'),
          errorCode: field(int16, '0+'),
          errorMessage: field(string, '5+', { nullable: '5+', default: null }),
        }),
      ),
      '0+',
    ),
  },
});

export const deleteTopicsApi = api(20, 'DeleteTopics', request, response);
export type DeleteTopicsRequest = Decoded<typeof request>;
export type DeleteTopicsResponse = Encodable<typeof response>;
