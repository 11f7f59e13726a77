import { expect, test } from 'vitest';
import { UsageError } from '../usage-error';
import { helpText, keyValues, parseCommandLine, wholeNumber, type OptionSpecs } from './command-line';

const specs: OptionSpecs = {
  time: { kind: 'value', placeholder: 'time', help: 'a time' },
  config: { kind: 'values', placeholder: 'name=value', help: 'a setting' },
  codec: { kind: 'value', placeholder: 'codec', help: 'a codec', whenBare: 'gzip' },
  list: { kind: 'flag', help: 'list them' },
};

test('options with and without values, in both forms', () => {
  const options = parseCommandLine('tool', ['--time', '-1', '--config', 'a=b', '--config=c=d=e', '--list', '--codec'], specs);
  expect(options.value('time')).toBe('-1');
  expect(options.values('config')).toEqual(['a=b', 'c=d=e']);
  expect([options.flag('list'), options.value('codec')]).toEqual([true, 'gzip']);
  expect(parseCommandLine('tool', ['--codec', '--list'], specs).value('codec')).toBe('gzip');
  expect(parseCommandLine('tool', ['--codec', 'zstd'], specs).value('codec')).toBe('zstd');
  expect(parseCommandLine('tool', ['--config='], specs).values('config')).toEqual(['']);
});

test.each([
  [['--time'], '--time needs a value'],
  [['--time', '--list'], '--time needs a value'],
  [['--time', '1', '--time', '2'], 'tool: --time is given twice'],
  [['--list=yes'], 'tool: --list takes no value'],
  [['--what'], 'tool: --what is not a recognized option; see --help'],
  [['-x'], 'tool: -x is not a recognized option; see --help'],
  [['topic'], 'tool: "topic" is not an option; see --help'],
])('%j: %s', (args, message) => {
  expect(() => parseCommandLine('tool', args, specs)).toThrow(new UsageError(message));
});

test('numbers and pairs are checked', () => {
  expect(wholeNumber('n', '12', 1)).toBe(12);
  for (const text of ['', 'x', '1.5', '0', '1e3', '99999999999999999999']) {
    expect(() => wholeNumber('n', text, 1)).toThrow(UsageError);
  }
  expect([...keyValues('p', ['a=', 'b=c=d'])]).toEqual([
    ['a', ''],
    ['b', 'c=d'],
  ]);
  expect(() => keyValues('p', ['novalue'])).toThrow('--p: "novalue" is not of the form name=value');
});

test('the help lists every option', () => {
  expect(helpText('tool', 'Does it.', specs)).toMatchInlineSnapshot(`
    "Usage: ottla tool [options]

    Does it.

      --time <time>          a time
      --config <name=value>  a setting
      --codec <codec>        a codec
      --list                 list them
    "
  `);
});

test('a command stands before or behind the options, which may have a letter', () => {
  const commands = { show: 'show it', drop: 'drop it' };
  const withLetter: OptionSpecs = { ...specs, id: { kind: 'value', placeholder: 'id', help: 'an id', short: 'i' } };
  const options = parseCommandLine('tool', ['--list', 'drop', '-i', '-1'], withLetter, commands);
  expect([options.command, options.value('id'), options.flag('list')]).toEqual(['drop', '-1', true]);
  expect(parseCommandLine('tool', [], specs, commands).command).toBe('');
  expect(() => parseCommandLine('tool', ['keep'], specs, commands)).toThrow('tool: "keep" is not one of show, drop; see --help');
  expect(() => parseCommandLine('tool', ['show', 'drop'], specs, commands)).toThrow('"drop" is not one of');
  expect(helpText('tool', 'Does it.', { list: { kind: 'flag', help: 'list them' } }, commands)).toBe(
    'Usage: ottla tool <command> [options]\n\nDoes it.\n\n  show    show it\n  drop    drop it\n\n  --list  list them\n',
  );
});
