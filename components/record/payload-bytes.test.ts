import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyOf, bodyOfBytes, hexRow, lineStarts, lineCharactersMax } from './payload-bytes';

test('text and base64 give the same bytes, and only valid UTF-8 has a text', () => {
  expect(bodyOf({ text: 'é' })).toEqual({ bytes: new Uint8Array([0xc3, 0xa9]), text: 'é' });
  expect(bodyOf({ base64: 'AP8=' })).toEqual({ bytes: new Uint8Array([0, 255]), text: null });
  expect(bodyOfBytes(new Uint8Array([0xff])).text).toBeNull();
  expect(bodyOfBytes(new Uint8Array([0xef, 0xbb, 0xbf, 0x61])).text).toBe('\ufeffa');
});

test('a row of hex stands beside its text', () => {
  const bytes = new TextEncoder().encode('{"id":90411,"country":"NL"}\n');
  expect(hexRow(bytes, 0)).toEqual({
    address: '00000000',
    hex: '7b 22 69 64 22 3a 39 30  34 31 31 2c 22 63 6f 75',
    ascii: '{"id":90411,"cou',
  });
  expect(hexRow(bytes, 1)).toEqual({
    address: '00000010',
    hex: '6e 74 72 79 22 3a 22 4e  4c 22 7d 0a            ',
    ascii: 'ntry":"NL"}·',
  });
});

test('lines cover the text exactly, are never too long, and tear no character', () => {
  const piece = fc.constantFrom('a', 'é', '😀', '\n', 'x'.repeat(lineCharactersMax - 1), '😀'.repeat(lineCharactersMax));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('');
      const starts = lineStarts(text);
      const lines = starts.slice(0, -1).map((start, index) => text.slice(start, starts[index + 1]));
      expect(lines.join('')).toBe(text);
      expect(lines.every((line) => line.length <= lineCharactersMax + 1 && !line.slice(0, -1).includes('\n'))).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('one line of five million characters is cut in one pass', () => {
  const started = performance.now();
  expect(lineStarts('x'.repeat(5_000_000))).toHaveLength(Math.ceil(5_000_000 / lineCharactersMax) + 1);
  expect(performance.now() - started).toBeLessThan(2000);
});
