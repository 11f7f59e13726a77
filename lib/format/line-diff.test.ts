import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedPart, diffLines, type LineDiff } from './line-diff';

const lines = (text: string) => Array.from(text);

/** `=abc`: the same; `ab/c`: other lines in their place. */
function written({ parts }: LineDiff, a: readonly string[], b: readonly string[]): string {
  return parts
    .map(({ isSame, aStart, aEnd, bStart, bEnd }) => {
      const [left, right] = [a.slice(aStart, aEnd).join(''), b.slice(bStart, bEnd).join('')];
      return isSame ? `=${left}` : `${left}/${right}`;
    })
    .join(' ');
}

test.each([
  ['', '', ''],
  ['abc', 'abc', '=abc'],
  ['', 'ab', '/ab'],
  ['ab', '', 'ab/'],
  ['abc', 'axc', '=a b/x =c'],
  ['abcd', 'bcde', 'a/ =bcd /e'],
  ['abcabba', 'cbabac', 'ab/ =c /b =ab b/ =a /c'],
  ['aaa', 'aaaa', '=aaa /a'],
  ['xaby', 'xbay', '=x a/ =b /a =y'],
])('%j against %j', (a, b, expected) => {
  expect(written(diffLines(lines(a), lines(b)), lines(a), lines(b))).toBe(expected);
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    b.forEach((other, index) =>
      next.push(line === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0)),
    );
    row = next;
  }
  return row[b.length] ?? 0;
}

test('the parts are both sides whole and in order, what is said to be the same is, and there is as much of it as can be', () => {
  const side = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 40 });
  fc.assert(
    fc.property(side, side, (a, b) => {
      const { parts, isMatched } = diffLines(a, b);
      expect(isMatched).toBe(true);
      let [aAt, bAt, common] = [0, 0, 0];
      parts.forEach(({ isSame, aStart, aEnd, bStart, bEnd }, index) => {
        expect([aStart, bStart]).toEqual([aAt, bAt]);
        expect(isSame).not.toBe(parts[index - 1]?.isSame);
        if (isSame) expect(a.slice(aStart, aEnd)).toEqual(b.slice(bStart, bEnd));
        if (isSame) common += aEnd - aStart;
        [aAt, bAt] = [aEnd, bEnd];
      });
      expect([aAt, bAt]).toEqual([a.length, b.length]);
      expect(common).toBe(longestCommon(a, b));
    }),
    { numRuns: 500 },
  );
});

test('beyond the limit the middle is one difference, and says so', () => {
  const a = ['head', ...lines('abcdef'), 'tail'];
  const b = ['head', ...lines('uvwxyz'), 'tail'];
  expect(diffLines(a, b, 12).isMatched).toBe(true);
  const cut = diffLines(a, b, 11);
  expect(cut.isMatched).toBe(false);
  expect(written(cut, a, b)).toBe('=head abcdef/uvwxyz =tail');
});

test('the worst of cases is bounded: large sides with nothing, or nearly nothing, in common', () => {
  const count = 50_000;
  const a = Array.from({ length: count }, (_, index) => `a${index}`);
  const b = Array.from({ length: count }, (_, index) => `b${index}`);
  expect(diffLines(a, b).isMatched).toBe(false);
  const alternating = Array.from({ length: count }, (_, index) => String(index % 2));
  const shifted = Array.from({ length: count }, (_, index) => String(index % 3 === 0 ? 1 : 0));
  expect(diffLines(alternating, shifted).isMatched).toBe(false);
  const one = [...a];
  one[count / 2] = 'other';
  expect(diffLines(a, one).parts).toHaveLength(3);
}, 5_000);

test('of two lines the changed part is found, and no character is torn apart', () => {
  expect(changedPart('"amount": 12,', '"amount": 15,')).toEqual({ start: 11, aEnd: 12, bEnd: 12 });
  expect(changedPart('ab', 'aab')).toEqual({ start: 1, aEnd: 1, bEnd: 2 });
  expect(changedPart('x😀y', 'x😁y')).toEqual({ start: 1, aEnd: 3, bEnd: 3 });
  const [grin, other] = ['\u{1f600}', '\u{1fa00}'];
  for (const [a, b] of [
    [`${grin}z`, `${other}z`],
    [grin, other],
  ] as const) {
    const { start, aEnd, bEnd } = changedPart(a, b);
    expect(a.slice(start, aEnd)).toBe(grin);
    expect(b.slice(start, bEnd)).toBe(other);
  }
});
