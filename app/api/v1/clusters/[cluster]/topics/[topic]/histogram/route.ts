import { histogramQuery } from '@/lib/contracts/histogram';
import { route } from '@/lib/server/http/route';
import { topicHistogram } from '@/lib/server/services/topics/topic-histogram';

export const GET = route((call) =>
  topicHistogram({
    ctx: call.ctx,
    input: { cluster: call.param('cluster'), topic: call.param('topic'), query: call.query(histogramQuery) },
  }),
);
