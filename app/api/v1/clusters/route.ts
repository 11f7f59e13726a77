import { clusterDraft } from '@/lib/contracts/connection-test';
import { jsonResponse, route } from '@/lib/server/http/route';
import { addCluster } from '@/lib/server/services/clusters/add-cluster';
import { listClusters } from '@/lib/server/services/clusters/list-clusters';

export const GET = route((call) => Promise.resolve(listClusters(call)));

export const POST = route(async (call) => {
  const draft = await call.json(clusterDraft);
  return jsonResponse(await addCluster({ ctx: call.ctx, input: { draft } }), 201, call.ctx.requestId);
});
