import { mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { proof, type ProofAction } from '@/lib/contracts/lab';
import { apiPath, fetchJson } from '../fetch-json';
import { staleMsWhileLive } from '../stale-times';

export const labKeys = {
  proof: (cluster: string) => ['clusters', 'lab', cluster, 'proof'] as const,
};

/** Kept fresh by the `proof` channel. */
export function proofQuery(cluster: string) {
  return queryOptions({
    queryKey: labKeys.proof(cluster),
    queryFn: ({ signal }) => fetchJson(apiPath(['clusters', cluster, 'lab', 'proof']), { schema: proof, signal }),
    staleTime: staleMsWhileLive,
  });
}

/** Its answer is on the page at once; the counts come over the stream. */
export function proofMutation(queryClient: QueryClient, cluster: string) {
  return mutationOptions({
    mutationFn: (action: ProofAction) =>
      fetchJson(apiPath(['clusters', cluster, 'lab', 'proof', action]), { schema: proof, method: 'POST', body: {} }),
    onSuccess: (now) => {
      queryClient.setQueryData(labKeys.proof(cluster), now);
    },
  });
}
