import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indentXml } from './xml-indent';

test.each([
  ['<a/>', '<a/>'],
  ['<a>one</a>', '<a>one</a>'],
  ['<a></a>', '<a></a>'],
  ['<a><b>1</b><c x="1>2" y=\'&lt;\'/></a>', '<a>\n  <b>1</b>\n  <c x="1>2" y=\'&lt;\'/>\n</a>'],
  [
    '<?xml version="1.0"?><!DOCTYPE o [<!ENTITY e "x">]><o:order xmlns:o="urn:o"><!-- <b> --><id>7</id></o:order>',
    '<?xml version="1.0"?>\n<!DOCTYPE o [<!ENTITY e "x">]>\n<o:order xmlns:o="urn:o">\n  <!-- <b> -->\n  <id>7</id>\n</o:order>',
  ],
  ['<a> some <b>bold</b> text </a>', '<a>some\n  <b>bold</b>\n  text\n</a>'],
  ['<a><![CDATA[<b>]]></a>', '<a>\n  <![CDATA[<b>]]>\n</a>'],
  ['\n <ä-1.x>\n\t<b/>\n</ä-1.x>\n', '<ä-1.x>\n  <b/>\n</ä-1.x>'],
])('%s is indented', (text, indented) => {
  expect(indentXml(text)).toBe(indented);
  expect(indentXml(indented)).toBe(indented);
});

test.each([
  '',
  'text',
  '{"a":"<b/>"}',
  '< a/>',
  '<a>',
  '<a></b>',
  '<a/><b/>',
  '<a/>text',
  '<!-- only -->',
  '<a b=1/>',
  '<a',
  '<a><!-- </a>',
])('%s is left as it is', (text) => {
  expect(indentXml(text)).toBeUndefined();
});

test('deep and large ones take no longer than they are long', () => {
  const deep = `${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`;
  expect(indentXml(deep)?.length).toBeLessThan(deep.length * 30);
  expect(indentXml('<a '.repeat(100_000))).toBeUndefined();
  expect(indentXml(`<a ${'b '.repeat(100_000)}`)).toBeUndefined();
  expect(indentXml(`<!DOCTYPE ${'[]"'.repeat(30_000)}`)).toBeUndefined();
});

test('only the space between pieces changes', () => {
  const element = fc.letrec<{ node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('<x/>', 'words here', '<!-- c -->', '<y z="1"/>'),
      fc.array(tie('node'), { maxLength: 4 }).map((nodes) => `<n>${nodes.join('')}</n>`),
    ),
  })).node;
  const bare = (text: string | undefined) => text?.replaceAll(/\s/g, '');
  fc.assert(
    fc.property(element, (inner) => {
      const text = `<root>${inner}</root>`;
      expect(bare(indentXml(text))).toBe(bare(text));
    }),
  );
});
