import type { ConfigEntry } from '@/lib/contracts/config';
import type { TextKey } from '@/lib/i18n/catalogue';

export type ConfigProblem = Extract<TextKey, 'config.edit.notWhole' | 'config.edit.notNumber' | 'config.edit.tooLarge'>;

const limits: Partial<Record<ConfigEntry['type'], bigint>> = { short: 2n ** 15n, int: 2n ** 31n, long: 2n ** 63n };

/** What can be said about a value before the cluster is asked. */
export function configProblem(type: ConfigEntry['type'], value: string): ConfigProblem | undefined {
  const text = value.trim();
  const limit = limits[type];
  if (limit !== undefined) {
    if (!/^-?\d{1,20}$/.test(text)) return 'config.edit.notWhole';
    const number = BigInt(text);
    return number >= limit || number < -limit ? 'config.edit.tooLarge' : undefined;
  }
  if (type === 'double' && (text === '' || !Number.isFinite(Number(text)))) return 'config.edit.notNumber';
  return undefined;
}
