/**
 * Fetch (key 1): record batches from partitions, for consumers and followers. Offsets that clients may send beyond the safe range saturate.
 */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { int8, int16, int32, int64, int64Saturating, uuid } from '../schema/scalar-types';
import { string, records } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'FetchRequest',
  versions: '4-18',
  flexible: '12+',
  fields: {
    clusterId: field(string, '12+', { nullable: '12+', default: null, tag: 0 }),
    replicaId: field(int32, '0-14', { default: -1 }),
    replicaState: field(
      struct({
        replicaId: field(int32, '15+', { default: -1 }),
        replicaEpoch: field(int64, '15+', { default: -1 }),
      }),
      '15+',
      { tag: 1 },
    ),
    maxWaitMs: field(int32, '0+'),
    minBytes: field(int32, '0+'),
    maxBytes: field(int32, '3+', { default: 0x7fff_ffff }),
    isolationLevel: field(int8, '4+', { default: 0 }),
    sessionId: field(int32, '7+', { default: 0 }),
    sessionEpoch: field(int32, '7+', { default: -1 }),
    topics: field(
      arrayOf(
        struct({
          topic: field(string, '0-12'),
          topicId: field(uuid, '13+'),
          partitions: field(
            arrayOf(
              struct({
                partition: field(int32, '0+'),
                currentLeaderEpoch: field(int32, '9+', { default: -1 }),
                fetchOffset: field(int64Saturating, '0+'),
                lastFetchedEpoch: field(int32, '12+', { default: -1 }),
                logStartOffset: field(int64Saturating, '5+', { default: -1 }),
                partitionMaxBytes: field(int32, '0+'),
                replicaDirectoryId: field(uuid, '17+', { tag: 0 }),
                highWatermark: field(int64Saturating, '18+', { default: Number.MAX_SAFE_INTEGER, tag: 1 }),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    forgottenTopicsData: field(
      arrayOf(
        struct({
          topic: field(string, '7-12'),
          topicId: field(uuid, '13+'),
          partitions: field(arrayOf(int32), '7+'),
        }),
      ),
      '7+',
    ),
    rackId: field(string, '11+', { default: '' }),
  },
});

const response = message({
  name: 'FetchResponse',
  versions: '4-18',
  flexible: '12+',
  fields: {
    throttleTimeMs: field(int32, '1+'),
    errorCode: field(int16, '7+'),
    sessionId: field(int32, '7+', { default: 0 }),
    responses: field(
      arrayOf(
        struct({
          topic: field(string, '0-12'),
          topicId: field(uuid, '13+'),
          partitions: field(
            arrayOf(
              struct({
                partitionIndex: field(int32, '0+'),
                errorCode: field(int16, '0+'),
                highWatermark: field(int64, '0+'),
                lastStableOffset: field(int64, '4+', { default: -1 }),
                logStartOffset: field(int64, '5+', { default: -1 }),
                divergingEpoch: field(
                  struct({
                    epoch: field(int32, '12+', { default: -1 }),
                    endOffset: field(int64, '12+', { default: -1 }),
                  }),
                  '12+',
                  { tag: 0 },
                ),
                currentLeader: field(
                  struct({
                    leaderId: field(int32, '12+', { default: -1 }),
                    leaderEpoch: field(int32, '12+', { default: -1 }),
                  }),
                  '12+',
                  { tag: 1 },
                ),
                snapshotId: field(
                  struct({
                    endOffset: field(int64, '0+', { default: -1 }),
                    epoch: field(int32, '0+', { default: -1 }),
                  }),
                  '12+',
                  { tag: 2 },
                ),
                abortedTransactions: field(
                  arrayOf(
                    struct({
                      producerId: field(int64, '4+'),
                      firstOffset: field(int64, '4+'),
                    }),
                  ),
                  '4+',
                  { nullable: '4+' },
                ),
                preferredReadReplica: field(int32, '11+', { default: -1 }),
                records: field(records, '0+', { nullable: '0+' }),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
    nodeEndpoints: field(
      arrayOf(
        struct({
          nodeId: field(int32, '16+'),
          host: field(string, '16+'),
          port: field(int32, '16+'),
          rack: field(string, '16+', { nullable: '16+', default: null }),
        }),
      ),
      '16+',
      { tag: 0 },
    ),
  },
});

export const fetchApi = api(1, 'Fetch', request, response);
export type FetchRequest = Decoded<typeof request>;
export type FetchResponse = Encodable<typeof response>;
