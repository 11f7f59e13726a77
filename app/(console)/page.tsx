import { redirect } from 'next/navigation';
import { clusterPath } from '@/lib/format/console-paths';
import { consoleRuntime } from '@/lib/server/console-runtime';
import { ClustersRoute } from './clusters-route';

interface StartPageProps {
  searchParams: Promise<{ add?: string | string[] }>;
}

/** With one cluster there is nothing to choose, but for who wants to add another. */
export default async function StartPage({ searchParams }: StartPageProps) {
  const isAdding = (await searchParams).add !== undefined;
  const { clusters } = consoleRuntime();
  const [first] = clusters;
  if (first !== undefined && clusters.length === 1 && !isAdding) redirect(clusterPath(first.id));
  return <ClustersRoute key={String(isAdding)} isAdding={isAdding} />;
}
