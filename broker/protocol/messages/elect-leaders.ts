/** ElectLeaders (key 43): moves leadership back to preferred replicas. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int8, int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'ElectLeadersRequest',
  versions: '0-2',
  flexible: '2+',
  fields: {
    electionType: field(int8, '1+'),
    topicPartitions: field(
      arrayOf(
        struct({
          topic: field(string, '0+'),
          partitions: field(arrayOf(int32), '0+'),
        }),
      ),
      '0+',
      { nullable: '0+' },
    ),
    timeoutMs: field(int32, '0+', { default: 60000 }),
  },
});

const response = message({
  name: 'ElectLeadersResponse',
  versions: '0-2',
  flexible: '2+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '1+'),
    replicaElectionResults: field(
      arrayOf(
        struct({
          topic: field(string, '0+'),
          partitionResult: field(
            arrayOf(
              struct({
                partitionId: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                errorMessage: field(string, '0+', { nullable: '0+' }),
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

export const electLeadersApi = api(43, 'ElectLeaders', request, response);
export type ElectLeadersRequest = Decoded<typeof request>;
export type ElectLeadersResponse = Encodable<typeof response>;
