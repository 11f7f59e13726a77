import type { TextKey } from '@/lib/i18n/catalogue';

export const nameLengthMax = 249;

export type NameProblem =
  | { readonly key: Extract<TextKey, 'topics.create.nameEmpty' | 'topics.create.nameDots'> }
  | { readonly key: 'topics.create.nameLong'; readonly length: number }
  | { readonly key: 'topics.create.nameLetters'; readonly letter: string };

/** Kafka's rule for topic names, so that most mistakes are said before anything is sent. */
export function nameProblem(name: string): NameProblem | undefined {
  if (name === '') return { key: 'topics.create.nameEmpty' };
  if (name === '.' || name === '..') return { key: 'topics.create.nameDots' };
  const letter = Array.from(name).find((character) => !/^[a-zA-Z0-9._-]$/.test(character));
  if (letter !== undefined) return { key: 'topics.create.nameLetters', letter };
  return name.length > nameLengthMax ? { key: 'topics.create.nameLong', length: name.length } : undefined;
}

/** Metric names turn dots into underscores, so a.b and a_b would be one. */
export function mixesDotsAndUnderscores(name: string): boolean {
  return name.includes('.') && name.includes('_');
}
