import { tryFilterQuery } from '@/lib/contracts/record';
import { route } from '@/lib/server/http/route';
import { tryFilter } from '@/lib/server/services/records/try-filter';

export const GET = route((call) =>
  tryFilter({
    ctx: call.ctx,
    input: { cluster: call.param('cluster'), topic: call.param('topic'), query: call.query(tryFilterQuery) },
  }),
);
