import { recordQuery } from '@/lib/contracts/record';
import { rawField } from '@/lib/server/http/raw-field';
import { route } from '@/lib/server/http/route';
import { readRawField, readRecord } from '@/lib/server/services/records/read-record';

export const GET = route(async (call) => {
  const input = {
    cluster: call.param('cluster'),
    topic: call.param('topic'),
    partition: call.number('partition'),
    offset: call.number('offset'),
  };
  const field = rawField.named(call.url);
  if (field === null) return readRecord({ ctx: call.ctx, input: { ...input, query: call.query(recordQuery) } });
  return rawField.response(await readRawField({ ctx: call.ctx, input: { ...input, field } }), input, field);
});
