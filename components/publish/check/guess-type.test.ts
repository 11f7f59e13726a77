import { expect, test } from 'vitest';
import { guessType } from './guess-type';

test.each([
  ['{"type":"record","name":"A","fields":[]}', 'avro'],
  ['["null","string"]', 'avro'],
  ['"long"', 'avro'],
  ['{"type":"array","items":"int"}', 'avro'],
  ['{"type":"array","items":{"type":"integer"}}', 'json-schema'],
  ['{"type":"object"}', 'json-schema'],
  ['{"type":["string","null"]}', 'json-schema'],
  ['{"$ref":"#"}', 'json-schema'],
  ['true', 'json-schema'],
  ['{"type":', undefined],
])('%s is %s', (text, type) => {
  expect(guessType(text)).toBe(type);
});
