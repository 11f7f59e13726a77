import { expect, test } from 'vitest';
import { visibleMarks } from './visible-marks';

const shown = (text: string) =>
  visibleMarks(text)
    .map((part) => (part.kind === 'mark' ? `⟨${part.text}⟩` : part.text))
    .join('');

test('what reorders or hides text becomes a mark', () => {
  expect(shown('user\u202etxt.exe')).toBe('user⟨RLO⟩txt.exe');
  expect(shown('a\u0000b\u001b[31m\u0085')).toBe('a⟨NUL⟩b⟨ESC⟩[31m⟨0085⟩');
  expect(shown('zero\u200bwidth\ufeff')).toBe('zero⟨ZWSP⟩width⟨BOM⟩');
  expect(visibleMarks('\u2066')).toEqual([{ kind: 'mark', text: 'LRI', codePoint: 'U+2066' }]);
});

test('ordinary text of any script stays as it is', () => {
  for (const text of ['', 'tab\tand\nline', 'سلام دنیا', 'می‌خواهم', '👩‍👩‍👧', 'naïve 😀']) expect(shown(text)).toBe(text);
});

test('a lone surrogate is a mark, a pair is a character', () => {
  expect(shown('\ud83d!')).toBe('⟨D83D⟩!');
});
