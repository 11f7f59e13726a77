import type { ClusterDetail } from '@/lib/contracts/cluster';
import type { GroupSummary } from '@/lib/contracts/group';
import type { TopicSummary } from '@/lib/contracts/topic';

/** What a scrape found out about a cluster. */
export interface ClusterMeasures {
  readonly detail: ClusterDetail;
  readonly topics: readonly TopicSummary[];
  readonly groups: readonly GroupSummary[];
}
