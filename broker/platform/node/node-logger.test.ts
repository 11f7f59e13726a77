import { expect, test } from 'vitest';
import { createNodeLogger, type NodeLoggerOptions } from './node-logger';

function linesOf(options: NodeLoggerOptions, use: (logger: ReturnType<typeof createNodeLogger>) => void): string[] {
  const lines: string[] = [];
  use(createNodeLogger({ ...options, write: (line) => lines.push(line) }));
  return lines;
}

test('one event is one line for people, whatever is in it', () => {
  const [line, ...rest] = linesOf({ name: 'broker 1' }, (logger) => {
    logger.warn('It said "hi\n\u001b[31m"', { port: 9092, reason: 'two words', none: undefined, nothing: null });
  });
  expect(rest).toEqual([]);
  expect(line).toMatch(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARN {2}broker 1 It said "hi\\u000a\\u001b\[31m" {2}port=9092 reason="two words" nothing=null\n$/,
  );
});

test('machines get JSON, and levels below the wanted one are not written', () => {
  const lines = linesOf({ format: 'json', level: 'warn', name: 'broker 1' }, (logger) => {
    logger.debug('no');
    logger.info('no');
    logger.error('yes', { code: 5 });
  });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', name: 'broker 1', message: 'yes', code: 5 });
});
