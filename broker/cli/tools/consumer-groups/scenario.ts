import { UsageError } from '../../usage-error';
import { wholeNumber, type Options } from '../command-line';
import { dateTimeMs, durationMs } from '../iso-time';

/** The options that say where to; exactly one goes with --reset-offsets. */
export const scenarios = [
  'to-earliest',
  'to-latest',
  'to-current',
  'to-offset',
  'shift-by',
  'to-datetime',
  'by-duration',
  'from-file',
] as const;

export type Scenario =
  | { readonly kind: 'to-earliest' | 'to-latest' | 'to-current' }
  | { readonly kind: 'to-offset'; readonly offset: number }
  | { readonly kind: 'shift-by'; readonly count: number }
  | { readonly kind: 'to-datetime'; readonly timeMs: number }
  | { readonly kind: 'by-duration'; readonly ms: number }
  | { readonly kind: 'from-file'; readonly path: string };

export function scenarioOf(options: Options): Scenario {
  const [kind, ...others] = scenarios.filter((name) => options.flag(name));
  if (kind === undefined) {
    const names = scenarios.map((name) => `--${name}`).join(', ');
    throw new UsageError(`Option "[reset-offsets]" requires one of the following scenarios: ${names}`);
  }
  if (others[0] !== undefined) throw new UsageError(`Option "[${kind}]" can't be used with option "[${others[0]}]"`);
  const text = options.value(kind) ?? '';
  switch (kind) {
    case 'to-earliest':
    case 'to-latest':
    case 'to-current':
      return { kind };
    case 'to-offset':
      return { kind, offset: wholeNumber(kind, text) };
    case 'shift-by':
      return { kind, count: wholeNumber(kind, text) };
    case 'to-datetime':
      return { kind, timeMs: dateTimeMs(kind, text) };
    case 'by-duration':
      return { kind, ms: durationMs(kind, text) };
    case 'from-file':
      return { kind, path: text };
  }
}
