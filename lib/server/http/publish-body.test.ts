import { expect, test } from 'vitest';
import { publishBody } from './publish-body';

function bodyOf(text: string, type = 'application/json') {
  return publishBody(new Request('http://localhost/', { method: 'POST', body: text, headers: { 'content-type': type } }));
}

const schema = { from: 'text', type: 'avro', text: '"long"' };

test.each([
  ['one record', '{"key":"k","value":"v"}', { records: [{ key: 'k', value: 'v' }] }],
  ['several', '[{"value":"a"},{"value":null}]', { records: [{ value: 'a' }, { value: null }] }],
  ['with a schema', JSON.stringify({ records: [{ value: '1' }], schema }), { records: [{ value: '1' }], schema }],
  [
    'with the schema of a subject',
    '{"records":[{"value":"1"}],"schema":{"from":"registry","subject":"s"}}',
    { records: [{ value: '1' }], schema: { from: 'registry', subject: 's', version: null, encodes: false } },
  ],
])('%s', async (_name, text, body) => {
  expect(await bodyOf(text)).toEqual(body);
});

test('a record on each line', async () => {
  expect(await bodyOf('{"value":"a"}\n\n{"value":"b"}\n', 'application/x-ndjson')).toEqual({
    records: [{ value: 'a' }, { value: 'b' }],
  });
});

test.each([
  ['[]', 'body'],
  ['{"records":[]}', 'records'],
  ['{"records":[{"value":"1"}],"schema":{"from":"nowhere"}}', 'schema'],
  ['[{"value":1}]', 'value'],
])('%s is refused, and what is wrong with it is named', async (text, field) => {
  await expect(bodyOf(text)).rejects.toMatchObject({ code: 'INVALID_REQUEST', field: expect.stringContaining(field) as string });
});
