import { expect, test } from 'vitest';
import type { ApiErrorBody } from '@/lib/contracts/error';
import { ApiError } from '@/lib/queries/api-error';
import { verdictOf } from './verdict';

const refusal = (code: ApiErrorBody['code'], more: Partial<ApiErrorBody> = {}): ApiErrorBody => ({
  code,
  message: 'no',
  retriable: false,
  requestId: 'r',
  details: {},
  ...more,
});

test('a value fits when the check was made and found nothing', () => {
  expect(verdictOf(undefined, null)).toEqual({ kind: 'asked' });
  expect(verdictOf({}, null)).toEqual({ kind: 'fits' });
  expect(verdictOf({ error: refusal('INVALID_RECORD') }, null), 'a key is missing').toEqual({ kind: 'fits' });
  expect(verdictOf({ error: refusal('MESSAGE_TOO_LARGE') }, null)).toEqual({ kind: 'fits' });
});

test('what is wrong with it is told line by line', () => {
  const error = refusal('SCHEMA_MISMATCH', { field: 'value', details: { problems: 'value.a: no\nvalue.b: no' } });
  expect(verdictOf({ error }, null)).toEqual({ kind: 'wrong', problems: ['value.a: no', 'value.b: no'] });
});

test('a question without an answer says nothing of the value', () => {
  const unreachable = ApiError.unreachable(new TypeError('Failed to fetch'));
  expect(verdictOf(undefined, unreachable)).toEqual({ kind: 'unknown', reason: unreachable });
  expect(verdictOf({}, unreachable), 'an answer to an earlier one').toMatchObject({ kind: 'unknown' });
  for (const code of ['CLUSTER_UNAVAILABLE', 'TIMEOUT', 'SCHEMA_STOPPED', 'SCHEMA_NOT_FOUND', 'REGISTRY_UNAVAILABLE'] as const)
    expect(verdictOf(undefined, ApiError.fromBody(503, refusal(code)))).toMatchObject({ kind: 'unknown' });
  const noBase64 = refusal('INVALID_REQUEST', { field: 'value' });
  expect(verdictOf({ error: noBase64 }, null)).toEqual({ kind: 'unknown', reason: noBase64 });
});
