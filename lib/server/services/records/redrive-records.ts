import type { JobEvents } from '@/lib/contracts/job';
import type { RedriveRequest, TransferProgress, TransferResult } from '@/lib/contracts/transfer';
import { placementOf } from '../../records/placement';
import type { ReadRecord } from '../../records/record-row';
import { redriven } from '../../records/redrive-rule';
import type { Stay } from '../../records/transfer-tally';
import type { ServiceContext } from '../../service-context';
import type { SseConnection } from '../../streams/sse-connection';
import { sameRecord, transferRecords } from './transfer-records';
import type { Outgoing } from './transfer-writer';

interface RedriveInput {
  readonly cluster: string;
  readonly topic: string;
  readonly request: RedriveRequest;
  readonly dryRun: boolean;
}

/** Sends records of a dead-letter topic back to the topics they failed in, as those are when it begins. They stay here, too. */
export async function redriveRecords({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: RedriveInput;
}): Promise<SseConnection<JobEvents<TransferProgress, TransferResult>>> {
  const handle = ctx.runtime.cluster(input.cluster);
  const { client } = handle;
  const { request, dryRun } = input;
  const { header, limit, dropsErrorHeaders } = request;
  const topic = await client.topic(input.topic);
  const { topics } = await client.metadata(0);
  const rule = { source: topic.name, header, limit, dropsErrorHeaders };
  const placements = new Map<string, ReturnType<typeof placementOf>>();

  const route = (read: ReadRecord, timestampMs: number): Outgoing | Stay => {
    const going = redriven(read.record.headers, rule);
    if ('stays' in going) return going;
    const target = topics.get(going.topic);
    if (target === undefined) return { stays: 'unknown-topic', topic: going.topic };
    if (target.internal) return { stays: 'internal-topic', topic: going.topic };
    let partitionOf = placements.get(target.name);
    if (partitionOf === undefined) {
      partitionOf = placementOf('key', target.partitions.length);
      placements.set(target.name, partitionOf);
    }
    const record = { ...sameRecord(read, timestampMs), headers: going.headers };
    return { topic: target, partition: partitionOf(read), record };
  };
  return transferRecords(ctx, {
    from: handle,
    to: handle,
    topic,
    source: request,
    options: request,
    dryRun,
    target: null,
    route,
  });
}
