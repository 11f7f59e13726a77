import { eventStream } from '@/lib/server/http/event-stream';
import { route } from '@/lib/server/http/route';
import { analyseTopic } from '@/lib/server/services/topics/analyse-topic';

export const dynamic = 'force-dynamic';

export const GET = route(async (call) =>
  eventStream(call, await analyseTopic({ ctx: call.ctx, input: { cluster: call.param('cluster'), topic: call.param('topic') } })),
);
