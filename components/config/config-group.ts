export type ConfigGroup = 'retention' | 'compaction' | 'size' | 'time' | 'durability' | 'rest';

export const configGroups: readonly ConfigGroup[] = ['retention', 'compaction', 'size', 'time', 'durability', 'rest'];

const rules: readonly (readonly [ConfigGroup, RegExp])[] = [
  ['compaction', /compact|^delete\.retention|dirty/],
  ['retention', /retention|cleanup|^file\.delete/],
  ['time', /timestamp/],
  ['durability', /replica|flush|unclean|preallocate|remote|isr/],
  ['size', /bytes|segment|compression|message|index/],
];

/** Where a setting is looked for, by its name. */
export function configGroupOf(name: string): ConfigGroup {
  return rules.find(([, pattern]) => pattern.test(name))?.[0] ?? 'rest';
}
