import { errorCodes } from '@/broker/protocol/error-codes';
import { fetchApi } from '@/broker/protocol/messages/fetch';
import type { Api } from '@/broker/protocol/schema/message';
import type { Fields, StructInput, StructValue } from '@/broker/protocol/schema/struct';
import { nameVersionMax, type TopicMetadata } from './cluster-metadata';
import { serviceErrorOf } from './kafka-answer';
import type { SendOptions } from './kafkajs-link';

export type Isolation = 'read_uncommitted' | 'read_committed';

export interface FetchPosition {
  readonly partition: number;
  readonly offset: number;
  readonly bytesMax: number;
}

export interface FetchedPartition {
  readonly partition: number;
  readonly errorCode: number;
  readonly highWatermark: number;
  readonly lastStableOffset: number;
  readonly logStartOffset: number;
  /** Producers whose records from an offset on were aborted; only with read_committed. */
  readonly aborted: readonly { producerId: number; firstOffset: number }[];
  /** Whole batches, the first may begin below the offset asked for; perhaps a cut one at the end. */
  readonly records: Buffer;
}

export interface FetchOptions {
  readonly isolation: Isolation;
  readonly waitMsMax: number;
  readonly bytesMax: number;
}

/** Whatever can send a request to the leader: the cluster's shared link or one on loan. */
export type SendFetch = <Q extends Fields, R extends Fields>(
  api: Api<Q, R>,
  request: StructInput<Q>,
  options: SendOptions & { timeoutMs: number },
) => Promise<StructValue<R>>;

const empty = Buffer.alloc(0);

/** One Fetch without a group and without a session. The first partitions asked for are answered first. */
export async function fetchOnce(
  send: SendFetch,
  topic: TopicMetadata,
  positions: readonly FetchPosition[],
  { isolation, waitMsMax, bytesMax }: FetchOptions,
): Promise<readonly FetchedPartition[]> {
  const answer = await send(
    fetchApi,
    {
      replicaId: -1,
      maxWaitMs: waitMsMax,
      minBytes: 1,
      maxBytes: bytesMax,
      isolationLevel: isolation === 'read_committed' ? 1 : 0,
      sessionId: 0,
      sessionEpoch: -1,
      topics: [
        {
          topic: topic.name,
          topicId: topic.id,
          partitions: positions.map((position) => ({
            partition: position.partition,
            fetchOffset: position.offset,
            partitionMaxBytes: position.bytesMax,
          })),
        },
      ],
      forgottenTopicsData: [],
    },
    { timeoutMs: waitMsMax + 8_000, ...nameVersionMax(topic) },
  );
  if (answer.errorCode !== errorCodes.NONE) throw serviceErrorOf(answer.errorCode, { details: { topic: topic.name } });
  return answer.responses.flatMap(({ partitions }) =>
    partitions.map((partition) => ({
      partition: partition.partitionIndex,
      errorCode: partition.errorCode,
      highWatermark: partition.highWatermark,
      lastStableOffset: partition.lastStableOffset,
      logStartOffset: partition.logStartOffset,
      aborted: partition.abortedTransactions ?? [],
      records: partition.records ?? empty,
    })),
  );
}
