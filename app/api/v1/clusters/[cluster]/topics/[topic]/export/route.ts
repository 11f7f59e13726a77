import { exportQuery } from '@/lib/contracts/record';
import { exportHeaders } from '@/lib/server/http/export-headers';
import { iterableResponse } from '@/lib/server/http/iterable-response';
import { route } from '@/lib/server/http/route';
import { exportRecords } from '@/lib/server/services/records/export-records';

export const dynamic = 'force-dynamic';

export const GET = route((call) => {
  const input = { cluster: call.param('cluster'), topic: call.param('topic'), query: call.query(exportQuery) };
  return iterableResponse(exportRecords({ ctx: call.ctx, input }), exportHeaders(input.topic, input.query.format));
});
