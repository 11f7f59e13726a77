import { expect, test } from 'vitest';
import { configProblem } from './config-problem';

test.each([
  ['long', '604800000', undefined],
  ['long', ' -1 ', undefined],
  ['long', '9223372036854775807', undefined],
  ['long', '9223372036854775808', 'config.edit.tooLarge'],
  ['int', '2147483648', 'config.edit.tooLarge'],
  ['int', '7 days', 'config.edit.notWhole'],
  ['int', '', 'config.edit.notWhole'],
  ['double', '0.5', undefined],
  ['double', 'half', 'config.edit.notNumber'],
  ['list', 'anything', undefined],
] as const)('a %s of “%s”: %s', (type, value, problem) => expect(configProblem(type, value)).toBe(problem));
