import { expect, test } from 'vitest';
import { fill } from './fill';
import { parseTemplate } from './parse-template';

const source = { count: 41, nowMs: Date.UTC(2026, 10, 27, 9, 30), random: () => 0.5 };

test.each([
  ['{{counter}}', '42'],
  ['{{ counter 0 }}', '41'],
  ['{{counter 100 5}}', '305'],
  ['{{now}}', '2026-11-27T09:30:00.000Z'],
  ['{{now ms}}', '1795771800000'],
  ['{{now s}}', '1795771800'],
  ['{{now date}}', '2026-11-27'],
  ['{{int 1 100}}', '51'],
  ['{{int -2 -2}}', '-2'],
  ['{{float 0 1 3}}', '0.500'],
  ['{{pick a b c}}', 'b'],
  ['{{hex 4}}', '8888'],
  ['{{uuid}}', '88888888-8888-4888-a888-888888888888'],
  ['{{name}}', 'Jonas Karimi'],
])('%s is filled', (text, filled) => {
  expect(fill(text, source)).toBe(filled);
});

test('what stands around placeholders stays, and so does what is none', () => {
  expect(fill('{"id":{{int 7 7}},"t":"{{ user.name }}","u":"{{unknown}}"}', source)).toBe(
    '{"id":7,"t":"{{ user.name }}","u":"{{unknown}}"}',
  );
  expect(fill('{{{counter}}}', source)).toBe('{42}');
  expect(fill('', source)).toBe('');
});

test.each([
  '{{int 5 1}}',
  '{{int a b}}',
  '{{int 1}}',
  '{{uuid 4}}',
  '{{now weeks}}',
  '{{pick}}',
  '{{float 0 1 99}}',
  '{{hex 0}}',
])('%s is named as wrong and left as it is', (text) => {
  const { problems, placeholders } = parseTemplate(`a ${text} b`);
  expect(problems).toMatchObject([{ found: text }]);
  expect(placeholders).toEqual([]);
  expect(fill(`a ${text} b`, source)).toBe(`a ${text} b`);
});

test('bounds are reached and never passed', () => {
  expect(fill('{{int 1 3}}', { ...source, random: () => 0 })).toBe('1');
  expect(fill('{{int 1 3}}', { ...source, random: () => 0.999_999_9 })).toBe('3');
  expect(fill('{{pick a b}}', { ...source, random: () => 0.999_999_9 })).toBe('b');
});

test('many braces take no long time', () => {
  const text = '{{ '.repeat(100_000);
  const startedAt = performance.now();
  expect(fill(text, source)).toBe(text);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
});
