/** FetchSnapshot (key 59): bytes of a snapshot of the metadata log, for a replica whose log ends before the leader's begins. */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int16, int32, int64, uuid } from '../schema/scalar-types';
import { records, string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';
import { nodeEndpoints } from './node-endpoints';

const snapshotId = struct({
  endOffset: field(int64, '0+'),
  epoch: field(int32, '0+'),
});

const request = message({
  name: 'FetchSnapshotRequest',
  versions: '0-1',
  flexible: '0+',
  fields: {
    clusterId: field(string, '0+', { nullable: '0+', default: null, tag: 0 }),
    replicaId: field(int32, '0+', { default: -1 }),
    maxBytes: field(int32, '0+', { default: 0x7fff_ffff }),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                partition: field(int32, '0+'),
                currentLeaderEpoch: field(int32, '0+'),
                snapshotId: field(snapshotId, '0+'),
                position: field(int64, '0+'),
                replicaDirectoryId: field(uuid, '1+', { tag: 0 }),
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

const response = message({
  name: 'FetchSnapshotResponse',
  versions: '0-1',
  flexible: '0+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    errorCode: field(int16, '0+'),
    topics: field(
      arrayOf(
        struct({
          name: field(string, '0+'),
          partitions: field(
            arrayOf(
              struct({
                index: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                snapshotId: field(snapshotId, '0+'),
                currentLeader: field(
                  struct({
                    leaderId: field(int32, '0+'),
                    leaderEpoch: field(int32, '0+'),
                  }),
                  '0+',
                  { tag: 0 },
                ),
                size: field(int64, '0+'),
                position: field(int64, '0+'),
                unalignedRecords: field(records, '0+'),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    nodeEndpoints,
  },
});

export const fetchSnapshotApi = api(59, 'FetchSnapshot', request, response);
export type FetchSnapshotRequest = Decoded<typeof request>;
export type FetchSnapshotResponse = Encodable<typeof response>;
