import { expect, test } from 'vitest';
import { previewSegments } from './json-preview';

test('keys and punctuation stand back, values stand out, and nothing is lost', () => {
  const text = '{"id": 90071992547409931, "c":"NL","l":[1,null],"cut';
  const segments = previewSegments(text, 1000);
  expect(segments.map((segment) => segment.text).join('')).toBe(text);
  expect(segments.filter((segment) => segment.tone === 'ink').map((segment) => segment.text)).toEqual([
    '90071992547409931',
    '"NL"',
    '1',
    'null',
  ]);
  expect(segments.at(-1)).toEqual({ tone: 'plain', text: '"cut' });
});

test('what is not JSON is one plain piece, cut at the limit', () => {
  expect(previewSegments('hello {"a":1}', 7)).toEqual([{ tone: 'plain', text: 'hello {' }]);
});
