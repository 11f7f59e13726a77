import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { javaString, jsString, shellOption, shellWord } from './quote';

const hostile = [
  'plain.topic_1-x',
  '',
  "it's",
  '$(touch /tmp/owned) `id` "x" \\ ! * ? ~ & ; | < > # %',
  "line\nbreak\tand 'quote' and \\ backslash",
  '\u001b[201~rm -rf /\r',
  'bidi \u202e and \u2028 and \u0085 and 🦊 and é',
  '-topic',
  '</script>${x}`',
  'java \\u0022 + x',
];

test('a shell gives back the very word', () => {
  for (const text of hostile) {
    const word = shellWord(text);
    expect(
      execFileSync('bash', ['--norc', '-c', `printf %s ${word}`], {
        encoding: 'utf8',
        env: { ...process.env, LC_ALL: 'C.UTF-8' },
      }),
    ).toBe(text);
    expect(word).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2028]/);
  }
});

test('a word that needs no quotes has none, and an option is no value', () => {
  expect(shellWord('orders-1')).toBe('orders-1');
  expect(shellOption('--topic', 'orders')).toBe('--topic orders');
  expect(shellOption('--topic', "-x'")).toBe(String.raw`'--topic=-x'\'''`);
});

test('a string of JavaScript is what it was', () => {
  for (const text of hostile) {
    const literal = jsString(text);
    expect(JSON.parse(literal)).toBe(text);
    expect(literal).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u2028]/);
  }
});

test('a string of Java is what it was, although Unicode escapes are resolved before it is read', () => {
  for (const text of hostile) {
    const literal = javaString(text);
    expect(literal).toMatch(/^[\u0020-\u007e]*$/);
    expect(readJava(literal)).toBe(text);
  }
});

/** As its compiler: `\uXXXX` after an even number of backslashes first, then the escapes of the string. */
function readJava(literal: string): string {
  const translated = literal.replace(/\\(?:\\|u([0-9a-f]{4}))/g, (whole, code: string | undefined) =>
    code === undefined ? whole : String.fromCharCode(Number.parseInt(code, 16)),
  );
  expect(translated.slice(1, -1)).not.toMatch(/[\r\n]/);
  return translated
    .slice(1, -1)
    .replace(/\\(?:([0-7]{3})|(["\\]))/g, (_, octal: string | undefined, plain: string) =>
      octal === undefined ? plain : String.fromCharCode(Number.parseInt(octal, 8)),
    );
}
