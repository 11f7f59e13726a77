import { expect, test } from 'vitest';
import { firstAnswer } from './first-answer';

const never = (): Promise<string> => new Promise(() => undefined);
const says = (answer: string) => () => Promise.resolve(answer);
const fails = (message: string) => () => Promise.reject<string>(new Error(message));
const passing = (): boolean => true;

test('who answers first is asked alone', async () => {
  let asked = 0;
  const answer = await firstAnswer([says('one'), () => Promise.resolve(`${++asked}`)], 1_000, passing);
  expect([answer, asked]).toEqual(['one', 0]);
});

test('a failure goes on to the next at once', async () => {
  expect(await firstAnswer([fails('refused'), says('two')], 60_000, passing)).toBe('two');
});

test('who keeps silent is not waited for', async () => {
  expect(await firstAnswer([never, says('two')], 5, passing)).toBe('two');
});

test('when all fail, the first failure tells why', async () => {
  await expect(firstAnswer([fails('first'), fails('second')], 5, passing)).rejects.toThrow('first');
});

test('a failure that others would repeat ends it', async () => {
  await expect(firstAnswer([fails('denied'), says('two')], 5, () => false)).rejects.toThrow('denied');
});
