import type { DeleteRecordsRequest, RecordsDeleted } from '@/lib/contracts/topic-actions';
import { errorBody } from '../../error-body';
import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { topicConfigValues } from '../../kafka/configs';
import { deleteRecords as deleteOnCluster, mustDeleteRecords } from '../../kafka/delete-records';
import { boundsOf, offsetsAt, type PartitionBounds } from '../../kafka/partition-bounds';
import { recreated } from '../../kafka/partition-reader';
import { isRefusal } from '../../kafka/refusal';
import { parseRecordPosition } from '../../records/record-position';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { listTopicGroups } from '../groups/list-topic-groups';
import { mustNotBeInternal } from '../topics/must-not-be-internal';
import { chosenPartitions, mustExist } from './read-page';

interface Cut extends PartitionBounds {
  /** What lies below it goes. */
  readonly before: number;
}

/** Deletes what lies before an offset, a time or the end. A dry run says what that is, and which groups have not read it. */
export async function deleteRecords({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; topic: string; request: DeleteRecordsRequest; dryRun: boolean };
}): Promise<RecordsDeleted> {
  const { client, sampler, watch } = ctx.runtime.cluster(input.cluster);
  const { request, dryRun } = input;
  const topic = await client.topic(input.topic, 0);
  mustNotBeInternal(topic);
  if (request.topicId !== undefined && request.topicId !== topic.id) throw recreated(topic.name);
  await mustDeleteRecords(client, topic);
  await mustDeleteByOffset(client, topic);
  const { cuts, problems } = await cutsOf(client, topic, request);
  const asked = cuts.filter(({ start, before }) => before > start);
  const results = dryRun ? new Map<number, number>() : await deleteOnCluster(client, topic, offsetsOf(asked));
  const failures = [...results.values()].filter((result) => result instanceof ServiceError);
  if (failures[0] !== undefined && failures.length === asked.length) throw failures[0];
  if (!dryRun) {
    sampler.expire(topic);
    watch.hurry();
  }
  await sampler.sampleConfigs([topic]);
  const errorOf = (partition: number) => {
    const result = results.get(partition);
    return result instanceof ServiceError ? errorBody(result, ctx.requestId) : null;
  };
  const done = asked.filter(({ partition }) => errorOf(partition) === null);
  return {
    name: topic.name,
    id: topic.id,
    dryRun,
    partitions: cuts.map(({ partition, start, before, end }) => ({
      partition,
      start: String(start),
      before: String(before),
      end: String(end),
      error: errorOf(partition),
    })),
    problems: [...problems],
    countAtMost: String(done.reduce((sum, { start, before }) => sum + before - start, 0)),
    exact: sampler.isExact(topic),
    ...(dryRun ? await unreadOf(ctx, input, asked) : { groups: null, brokersMissing: [], groupsRefused: [] }),
  };
}

/** Kafka refuses it with POLICY_VIOLATION, which would say less, and only once somebody tries. */
async function mustDeleteByOffset(client: ClusterClient, topic: TopicMetadata): Promise<void> {
  const configs = await topicConfigValues(client, [topic.name], ['cleanup.policy']);
  if (configs.get(topic.name)?.get('cleanup.policy') !== 'compact') return;
  throw new ServiceError('TOPIC_COMPACTED', `${topic.name} has cleanup.policy=compact: its records are not deleted by offset.`, {
    details: { topic: topic.name },
  });
}

async function cutsOf(client: ClusterClient, topic: TopicMetadata, { before, p }: DeleteRecordsRequest) {
  const position = before === 'end' ? ({ kind: 'newest' } as const) : parseRecordPosition(before, 'before');
  if (before !== 'end' && !['offset', 'offsets', 'time'].includes(position.kind))
    throw new ServiceError('INVALID_REQUEST', 'before is end, o:<offset>, o:<partition>@<offset>,… or t:<time>.', {
      field: 'before',
    });
  const named = position.kind === 'offsets' ? [...position.offsets.keys()] : null;
  for (const partition of named ?? []) mustExist(topic, partition, 'before');
  const chosen = chosenPartitions(topic, p).filter((partition) => named === null || named.includes(partition));
  // Only what is committed can be deleted: the high watermark is the end here.
  const { known, problems } = await boundsOf(client, topic, chosen, 'read_uncommitted');
  const at = await offsetsAt(client, topic, known, position);
  const cuts = known.map(({ partition, start, end }): Cut => {
    const wanted = at.get(partition) ?? start;
    return { partition, start, end, before: Math.min(end, Math.max(start, wanted)) };
  });
  return { cuts: cuts.sort((a, b) => a.partition - b.partition), problems };
}

function offsetsOf(cuts: readonly Cut[]): ReadonlyMap<number, number> {
  return new Map(cuts.map(({ partition, before }) => [partition, before]));
}

/** Groups that committed to these partitions and have not come as far as the cut. */
async function unreadOf(ctx: ServiceContext, { cluster, topic }: { cluster: string; topic: string }, cuts: readonly Cut[]) {
  const listed = await listTopicGroups({ ctx, input: { cluster, topic } }).catch((error: unknown) => {
    if (isRefusal(error)) return undefined;
    throw error;
  });
  if (listed === undefined) return { groups: null, brokersMissing: [], groupsRefused: [] };
  const { groups, brokersMissing, refused } = listed;
  const unread = groups.map(({ groupId, offsets }) => {
    const committed = new Map(offsets.map((offset) => [offset.partition, offset.committed]));
    const counts = cuts.map(({ partition, start, before }) => {
      const at = committed.get(partition) ?? null;
      return at === null ? 0 : Math.max(0, before - Math.max(start, Number(at)));
    });
    return { groupId, unreadAtMost: String(counts.reduce((sum, count) => sum + count, 0)) };
  });
  return { groups: unread.filter(({ unreadAtMost }) => unreadAtMost !== '0'), brokersMissing, groupsRefused: refused };
}
