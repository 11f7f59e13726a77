import type { LeaderElectionRequest, LeaderElectionResponse } from '@/lib/contracts/replicas';
import { errorBody } from '../../error-body';
import { electPreferredLeaders } from '../../kafka/reassignments';
import type { ServiceContext } from '../../service-context';

/** Gives leadership back to the preferred replicas, of the partitions named or of all. */
export async function electLeaders({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: { cluster: string; request: LeaderElectionRequest };
}): Promise<LeaderElectionResponse> {
  const { client, watch } = ctx.runtime.cluster(input.cluster);
  const results = await electPreferredLeaders(client, input.request.partitions ?? null);
  watch.hurry();
  return {
    results: results.map(({ error, ...address }) => ({
      ...address,
      error: error === null ? null : errorBody(error, ctx.requestId),
    })),
  };
}
