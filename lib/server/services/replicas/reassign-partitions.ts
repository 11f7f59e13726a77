import type { ReassignmentList, ReassignmentRequest, ReassignmentResponse } from '@/lib/contracts/replicas';
import { errorBody } from '../../error-body';
import { alterReassignments, listReassignments } from '../../kafka/reassignments';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';

/** Moves replicas, or takes moves back. Resolves when the controller has taken it; the data follows. */
export async function reassignPartitions({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; request: ReassignmentRequest };
}): Promise<ReassignmentResponse> {
  const { client, watch } = ctx.runtime.cluster(input.cluster);
  const { partitions } = input.request;
  partitions.forEach(({ replicas, partition }, index) => {
    if (replicas === null || new Set(replicas).size === replicas.length) return;
    throw new ServiceError('INVALID_REPLICAS', 'A broker holds a partition once.', {
      field: `partitions.${index}.replicas`,
      partition,
    });
  });
  const results = await alterReassignments(client, partitions);
  watch.hurry();
  return {
    results: results.map(({ error, ...address }) => ({
      ...address,
      error: error === null ? null : errorBody(error, ctx.requestId),
    })),
  };
}

export async function listMoves({ ctx, input }: { ctx: ServiceContext; input: { cluster: string } }): Promise<ReassignmentList> {
  const list = await listReassignments(ctx.runtime.cluster(input.cluster).client);
  return {
    reassignments: list.map(({ replicas, addingReplicas, removingReplicas, ...address }) => ({
      ...address,
      replicas: [...replicas],
      addingReplicas: [...addingReplicas],
      removingReplicas: [...removingReplicas],
    })),
  };
}
