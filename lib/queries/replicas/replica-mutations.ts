import { mutationOptions } from '@tanstack/react-query';
import { leaderElectionResponse, partitionReplicas, reassignmentResponse } from '@/lib/contracts/replicas';
import { ApiError } from '../api-error';
import { apiPath, fetchJson } from '../fetch-json';

export interface PartitionPlace {
  readonly topic: string;
  readonly partition: number;
}

/*
 * None of these invalidates anything: who leads and who has what comes over the stream.
 */

/** Lets preferred replicas lead, of all partitions. */
export function electLeadersMutation(cluster: string) {
  return mutationOptions({
    mutationFn: () =>
      fetchJson(apiPath(['clusters', cluster, 'leader-elections']), {
        schema: leaderElectionResponse,
        method: 'POST',
        body: {},
      }),
  });
}

/** Lets a broker lead a partition, now and whenever it can. */
export function preferLeaderMutation(cluster: string) {
  return mutationOptions({
    mutationFn: ({ topic, partition, broker }: PartitionPlace & { broker: number }) =>
      fetchJson(apiPath(['clusters', cluster, 'topics', topic, 'partitions', partition, 'preferred-leader']), {
        schema: partitionReplicas,
        method: 'POST',
        body: { broker },
      }),
  });
}

/** Asks for these replicas of a partition; null takes a move back. */
export function reassignMutation(cluster: string) {
  return mutationOptions({
    mutationFn: async (place: PartitionPlace & { replicas: number[] | null }) => {
      const { results } = await fetchJson(apiPath(['clusters', cluster, 'reassignments']), {
        schema: reassignmentResponse,
        method: 'POST',
        body: { partitions: [place] },
      });
      const error = results[0]?.error;
      if (error !== null && error !== undefined) throw ApiError.fromBody(200, error);
    },
  });
}
