import type { Catalogue, TextKey, TextNames } from './catalogue';
import { localeFrom, locales } from './locales';

export type TextValue = string | number;

/** The placeholders of the key's text must be given, no more and no fewer. */
export type TextArguments<Key extends TextKey, Value> = [TextNames<Key>] extends [never]
  ? []
  : [values: Readonly<Record<TextNames<Key>, Value>>];

export interface Translator {
  readonly locale: string;
  t: <Key extends TextKey>(key: Key, ...values: TextArguments<Key, TextValue>) => string;
  /** The text of a key that is only known when the program runs, if there is one. */
  find: (key: string, values?: Readonly<Record<string, TextValue>>) => string | undefined;
  /** The pieces of a text, placeholders replaced by whatever was given: for links and names inside sentences. */
  pieces: <Value>(key: string, values: Readonly<Record<string, Value>>) => readonly (string | Value)[];
}

const placeholder = /\{(\w+)\}/;

/** Numbers that are names: never grouped, and in the digits that commands take. */
const identifiers: ReadonlySet<string> = new Set(['broker', 'partition', 'id', 'epoch']);

/** A name, an address or a size in a sentence from right to left keeps its own direction: else its first and last signs move away from it. */
const isolated = (text: string): string => (text === '' ? '' : `\u2068${text}\u2069`);

export function createTranslator(locale: string, catalogue: Catalogue): Translator {
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const isRightToLeft = locales[localeFrom(locale)].direction === 'rtl';

  const template = (key: string, count: unknown): string | undefined => {
    let node: unknown = catalogue;
    for (const step of key.split('.')) {
      if (typeof node !== 'object' || node === null) return undefined;
      node = Reflect.get(node, step);
    }
    if (typeof node === 'string') return node;
    if (typeof node !== 'object' || node === null) return undefined;
    const form: unknown =
      Reflect.get(node, typeof count === 'number' ? plurals.select(count) : 'other') ?? Reflect.get(node, 'other');
    return typeof form === 'string' ? form : undefined;
  };

  const pieces = <Value>(key: string, values: Readonly<Record<string, Value>>): (string | Value)[] =>
    (template(key, values['count']) ?? key).split(placeholder).map((part, index) => {
      if (index % 2 === 0) return part;
      if (!Object.hasOwn(values, part)) return `{${part}}`;
      const value = values[part] ?? '';
      if (typeof value === 'string' && isRightToLeft) return isolated(value);
      return typeof value === 'number' && identifiers.has(part) ? String(value) : value;
    });

  const say = (value: TextValue): string => (typeof value === 'number' ? numbers.format(value) : value);

  const find = (key: string, values: Readonly<Record<string, TextValue>> = {}): string | undefined =>
    template(key, values['count']) === undefined ? undefined : pieces(key, values).map(say).join('');

  return { locale, find, pieces, t: (key, ...[values]) => find(key, values ?? {}) ?? key };
}
