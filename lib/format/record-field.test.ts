import { expect, test } from 'vitest';
import { parseRecordField } from './record-field';

test.each([
  ['value', { kind: 'value', path: [] }],
  ['key.id', { kind: 'key', path: ['id'] }],
  ['value.customer.country', { kind: 'value', path: ['customer', 'country'] }],
  ['value.lines[0].sku', { kind: 'value', path: ['lines', '0', 'sku'] }],
  ['value[2][0]', { kind: 'value', path: ['2', '0'] }],
  ['value.__proto__', { kind: 'value', path: ['__proto__'] }],
  ['header.trace-id', { kind: 'header', name: 'trace-id' }],
  ['h.ce.type', { kind: 'header', name: 'ce.type' }],
  ['header', { kind: 'header', name: undefined }],
])('%s is a field', (text, field) => {
  expect(parseRecordField(text)).toEqual(field);
});

test.each(['', 'customer', 'value.', 'value..a', 'value.a b', 'value.a:', 'valued', 'h', 'offset'])('%j is none', (text) => {
  expect(parseRecordField(text)).toBeUndefined();
});
