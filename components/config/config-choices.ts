import type { ConfigEntry } from '@/lib/contracts/config';

const known: Readonly<Record<string, readonly string[]>> = {
  'cleanup.policy': ['delete', 'compact', 'compact,delete'],
  'compression.type': ['producer', 'uncompressed', 'zstd', 'lz4', 'snappy', 'gzip'],
  'message.timestamp.type': ['CreateTime', 'LogAppendTime'],
};

/** The values a setting can have, the present one included; undefined where it is typed. */
export function configChoices({ name, type, value }: ConfigEntry): readonly string[] | undefined {
  const choices = type === 'boolean' ? ['true', 'false'] : known[name];
  if (choices === undefined || value === null || choices.includes(value)) return choices;
  return [...choices, value];
}
