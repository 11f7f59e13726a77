import { clusterDraft } from '@/lib/contracts/connection-test';
import { route } from '@/lib/server/http/route';
import { testCluster } from '@/lib/server/services/clusters/test-cluster';

export const POST = route(async (call) => testCluster({ input: { draft: await call.json(clusterDraft) } }));
