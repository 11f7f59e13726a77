import { UsageError } from '../usage-error';
import type { Options } from './command-line';

/** The one action that was asked for; Kafka's tools take exactly one. */
export function actionOf<Name extends string>(options: Options, actions: readonly Name[]): Name {
  const [action, ...others] = actions.filter((name) => options.flag(name));
  if (action === undefined || others.length > 0) {
    const names = actions.map((name) => `--${name}`).join(', ');
    throw new UsageError(`Command must include exactly one action: ${names}`);
  }
  return action;
}

export function requireOptions(options: Options, names: readonly string[]): void {
  const missing = names.find((name) => !options.flag(name));
  if (missing !== undefined) throw new UsageError(`Missing required argument "[${missing}]"`);
}

/** Refuses `others` beside `used`. */
export function refuseWith(options: Options, used: string, others: readonly string[]): void {
  if (!options.flag(used)) return;
  const other = others.find((name) => name !== used && options.flag(name));
  if (other !== undefined) throw new UsageError(`Option "[${used}]" can't be used with option "[${other}]"`);
}

/** Refuses each of `names` unless one of `owners` was given too. */
export function refuseWithout(options: Options, names: readonly string[], owners: readonly string[]): void {
  if (owners.some((owner) => options.flag(owner))) return;
  const stray = names.find((name) => options.flag(name));
  if (stray === undefined) return;
  throw new UsageError(`Option "[${stray}]" can only be used with ${owners.map((owner) => `"[${owner}]"`).join(' or ')}`);
}
