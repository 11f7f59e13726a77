import { expect, test } from 'vitest';
import { en } from './en';
import { loadCatalogue } from './load-catalogue';
import { localeNames } from './locales';

type Texts = ReadonlyMap<string, string>;

/** Every text under its dotted key; of a plural, each form. */
function textsOf(node: unknown, path = '', texts = new Map<string, string>()): Texts {
  if (typeof node === 'string') return texts.set(path, node);
  for (const [name, child] of Object.entries(node ?? {})) textsOf(child, path === '' ? name : `${path}.${name}`, texts);
  return texts;
}

const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();

const formOther = (key: string): string => key.replace(/\.(zero|one|two|few|many)$/, '.other');

const english = textsOf(en);

for (const locale of localeNames) {
  const texts = textsOf(loadCatalogue(locale));

  test(`${locale} has the keys of English, and no others but forms of plurals`, () => {
    expect([...english.keys()].filter((key) => !texts.has(key))).toEqual([]);
    expect([...texts.keys()].filter((key) => !english.has(key) && !english.has(formOther(key)))).toEqual([]);
  });

  test(`${locale} fills in what English fills in`, () => {
    const differing = [...english].filter(([key, text]) => String(namesIn(texts.get(key) ?? '')) !== String(namesIn(text)));
    expect(differing.map(([key]) => key)).toEqual([]);
  });

  test(`${locale} leaves no text empty`, () => {
    expect([...texts].filter(([, text]) => text.trim() === '').map(([key]) => key)).toEqual([]);
  });
}
