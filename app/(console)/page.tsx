import { redirect } from 'next/navigation';
import { ClusterList } from '@/components/overview/cluster-list';
import { clusterPath } from '@/lib/format/console-paths';
import { parseConsoleConfig } from '@/lib/server/console-config';

/** With one cluster there is nothing to choose. */
export default function StartPage() {
  const { clusters } = parseConsoleConfig(process.env);
  const [first] = clusters;
  if (first !== undefined && clusters.length === 1) redirect(clusterPath(first.id));
  return <ClusterList />;
}
