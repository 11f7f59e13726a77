import { route } from '@/lib/server/http/route';
import { Exposition } from '@/lib/server/metrics/exposition';
import { collectMetrics } from '@/lib/server/services/metrics/collect-metrics';

export const GET = route(async (call) => {
  const text = await collectMetrics(call);
  return new Response(text, { headers: { 'content-type': Exposition.contentType, 'cache-control': 'no-store' } });
});
