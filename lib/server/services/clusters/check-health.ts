import type { Health } from '@/lib/contracts/cluster';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { within } from '../../within';

/** Whoever asks about the console's health does not wait for a cluster that is silent. */
const answerMsMax = 1_000;

/** Ready: every broker the launcher started is in the cluster; of other clusters, that one answers. */
export async function checkHealth({ ctx }: { ctx: ServiceContext }): Promise<Health> {
  const clusters = await Promise.all(
    ctx.runtime.clusters.map(async ({ id, brokers }) => {
      try {
        const metadata = await within(answerMsMax, ctx.runtime.cluster(id).client.metadata(0));
        return { id, ready: metadata !== undefined && metadata.brokers.size >= Math.max(1, brokers) };
      } catch (error) {
        if (error instanceof ServiceError) return { id, ready: false };
        throw error;
      }
    }),
  );
  return { status: 'ok', clusters };
}
