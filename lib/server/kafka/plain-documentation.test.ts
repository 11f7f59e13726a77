import { expect, test } from 'vitest';
import { plainDocumentation } from './plain-documentation';

test.each([
  ['as it is', 'The maximum time we will retain a log.', 'The maximum time we will retain a log.'],
  [
    'emphasis',
    'Specifies the <i>minimum</i> number when <code>acks</code> is "all".',
    'Specifies the minimum number when acks is "all".',
  ],
  ['a list', 'Modes:<ul><li>one</li><li>two</li></ul>end', 'Modes: one two end'],
  ['a link', 'See <a href="#retention.ms">retention</a>.', 'See retention.'],
  ['entities', 'a &lt;b&gt; &amp; &unknown;', 'a <b> & &unknown;'],
  ['no tag', 'if a < b and c > d', 'if a < b and c > d'],
])('%s', (_, html, text) => {
  expect(plainDocumentation(html)).toBe(text);
});
