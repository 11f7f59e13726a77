import { expect, test } from 'vitest';
import { dateTimeMs, durationMs } from './iso-time';

test.each([
  ['2026-03-01T12:00:00.000', Date.UTC(2026, 2, 1, 12)],
  ['2026-03-01T12:00:00.5Z', Date.UTC(2026, 2, 1, 12, 0, 0, 500)],
  ['2026-03-01T12:00:00', Date.UTC(2026, 2, 1, 12)],
  ['2026-03-01T12:00:00.123+02:00', Date.UTC(2026, 2, 1, 10, 0, 0, 123)],
  ['2026-03-01T12:00:00.000-0330', Date.UTC(2026, 2, 1, 15, 30)],
  ['2026-03-01T12:00:00.000+02', Date.UTC(2026, 2, 1, 10)],
])('%s', (text, ms) => {
  expect(dateTimeMs('to-datetime', text)).toBe(ms);
});

test.each(['', '2026-03-01', '2026-02-30T12:00:00.000', '2026-13-01T12:00:00.000', '2026-03-01T25:00:00.000', '1772366400000'])(
  '"%s" is no date and time',
  (text) => {
    expect(() => dateTimeMs('to-datetime', text)).toThrow(`--to-datetime: "${text}" is not of the form YYYY-MM-DDThh:mm:ss.sss`);
  },
);

test.each([
  ['P1D', 86_400_000],
  ['PT2H30M', 9_000_000],
  ['P1DT2H3M4.5S', 93_784_500],
  ['PT-6H', -21_600_000],
  ['-PT6H', -21_600_000],
  ['pt0s', 0],
])('%s', (text, ms) => {
  expect(durationMs('by-duration', text)).toBe(ms);
});

test.each(['', 'P', 'PT', 'P1DT', '1D', 'P1W', 'PT1.5H'])('"%s" is no duration', (text) => {
  expect(() => durationMs('by-duration', text)).toThrow(`--by-duration: "${text}" is not of the form PnDTnHnMnS`);
});
