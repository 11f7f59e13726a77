/** DeleteRecords (key 21): moves a partition's log start offset up. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, int64, int64Saturating } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DeleteRecordsRequest',
  versions: '0-2',
  flexible: '2+',
  fields: {
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                offset: field(int64Saturating, '0+'),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    timeoutMs: field(int32, '0+'),
  },
});

const response = message({
  name: 'DeleteRecordsResponse',
  versions: '0-2',
  flexible: '2+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                lowWatermark: field(int64, '0+'),
                errorCode: field(int16, '0+'),
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

export const deleteRecordsApi = api(21, 'DeleteRecords', request, response);
export type DeleteRecordsRequest = Decoded<typeof request>;
export type DeleteRecordsResponse = Encodable<typeof response>;
