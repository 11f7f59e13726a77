import { redirect } from 'next/navigation';
import { ClusterList } from '@/components/overview/cluster-list';
import { clusterPath } from '@/lib/format/console-paths';
import { consoleRuntime } from '@/lib/server/console-runtime';

/** With one cluster there is nothing to choose. */
export default function StartPage() {
  const { clusters } = consoleRuntime();
  const [first] = clusters;
  if (first !== undefined && clusters.length === 1) redirect(clusterPath(first.id));
  return <ClusterList />;
}
