import { expect, test } from 'vitest';
import { parseProperties } from './properties-file';

test('Java’s properties format', () => {
  const text = [
    '# a comment',
    '! another',
    '',
    'plain=value with spaces',
    '  indented : colon',
    'bare',
    'spaced   words apart',
    'equals=a=b',
    'key\\ with\\=signs=x',
    'list=one,\\',
    '   two',
    'escaped=\\u00e9\\t\\\\',
    'windows=1\r',
    'last=unfinished\\',
  ].join('\n');
  expect(Object.fromEntries(parseProperties(text))).toEqual({
    plain: 'value with spaces',
    indented: 'colon',
    bare: '',
    spaced: 'words apart',
    equals: 'a=b',
    'key with=signs': 'x',
    list: 'one,two',
    escaped: 'é\t\\',
    windows: '1',
    last: 'unfinished',
  });
});
