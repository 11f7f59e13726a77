/** DescribeLogDirs (key 35): size and health of a broker's log directories and the partitions in them. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, int64 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DescribeLogDirsRequest',
  versions: '1-5',
  flexible: '2+',
  fields: {
    topics: field(
      arrayOf(
        struct({
          topic: field(string, '0+'),
          partitions: field(arrayOf(int32), '0+'),
        }),
      ),
      '0+',
      { nullable: '0+' },
    ),
  },
});

const response = message({
  name: 'DescribeLogDirsResponse',
  versions: '1-5',
  flexible: '2+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '3+'),
    results: field(
      arrayOf(
        struct({
          errorCode: field(int16, '0+'),
          logDir: field(string, '0+'),
          topics: field(
            arrayOf(
              struct({
                name: field(string, '0+'),
                partitions: field(
                  arrayOf(
                    struct({
                      partitionIndex: field(int32, '0+'),
                      partitionSize: field(int64, '0+'),
                      offsetLag: field(int64, '0+'),
                      isFutureKey: field(bool, '0+'),
                    }),
                  ),
                  '0+',
                ),
              }),
            ),
            '0+',
          ),
          totalBytes: field(int64, '4+', { default: -1 }),
          usableBytes: field(int64, '4+', { default: -1 }),
          isCordoned: field(bool, '5+', { default: false }),
        }),
      ),
      '0+',
    ),
  },
});

export const describeLogDirsApi = api(35, 'DescribeLogDirs', request, response);
export type DescribeLogDirsRequest = Decoded<typeof request>;
export type DescribeLogDirsResponse = Encodable<typeof response>;
