import { expect, test } from 'vitest';
import { parseQuickFilter, type QuickTerm } from './quick-filter';

const anywhere = { kind: 'anywhere' } as const;

function written({ isNegated, field, text }: QuickTerm): string {
  const name =
    field.kind === 'anywhere' ? '*' : field.kind === 'header' ? `h(${field.name ?? ''})` : [field.kind, ...field.path].join('/');
  return `${isNegated ? '-' : ''}${name}=${text}`;
}

test.each([
  ['refund', ['*=refund']],
  ['  two  words ', ['*=two', '*=words']],
  ['"two words" -test', ['*=two words', '-*=test']],
  ['value.customer.country:NL', ['value/customer/country=NL']],
  ['-value.lines.0.sku:"A 1"', ['-value/lines/0/sku=A 1']],
  ['value.lines[0].sku:A value[1]:B', ['value/lines/0/sku=A', 'value/1=B']],
  ['key:o-1 value:x', ['key=o-1', 'value=x']],
  ['header.trace-id:4f2 h.ce.type: header:any', ['h(trace-id)=4f2', 'h(ce.type)=', 'h()=any']],
  ['h:5', ['*=h:5']],
  ['"status":"failed"', ['*="status":"failed"']],
  ['{"id": 5}', ['*={"id":', '*=5}']],
  ['"a \\"quoted\\" word"', ['*=a "quoted" word']],
  ['- a', ['*=-', '*=a']],
  ['"-5"', ['*=-5']],
  ['', []],
])('%s', (q, terms) => {
  expect(parseQuickFilter(q).map(written)).toEqual(terms);
});

test('a term that names no field is looked for everywhere', () => {
  expect(parseQuickFilter('a')).toEqual([{ isNegated: false, field: anywhere, text: 'a' }]);
});
