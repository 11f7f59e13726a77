import type { SampleSource } from './sample-source';

/*
 * Texts that match the plain patterns people write: literals, classes, groups, alternatives and counts.
 *
 *   alternatives = sequence ("|" sequence)*      atom = "(" alternatives ")" | "[" class "]" | "." | "\" escape | character
 *   sequence = (atom count?)*                    count = "?" | "*" | "+" | "{n}" | "{n,}" | "{n,m}"
 */

const more = 3;
const repeatsMax = 64;
const digits = '0123456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';
const classes: Readonly<Record<string, string>> = { d: digits, w: letters, s: ' ' };
const unknown = /[bBDWSpPkucx0-9]/;

/** Undefined for a pattern with anything else. */
export function patternText(pattern: string, source: SampleSource): string | undefined {
  const writer = new PatternWriter(pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''), source);
  return writer.whole();
}

class Unknown extends Error {}

class PatternWriter {
  readonly #pattern: string;
  readonly #source: SampleSource;
  #at = 0;

  constructor(pattern: string, source: SampleSource) {
    this.#pattern = pattern;
    this.#source = source;
  }

  whole(): string | undefined {
    try {
      const text = this.#alternatives();
      return this.#at === this.#pattern.length ? text : undefined;
    } catch (error) {
      if (error instanceof Unknown) return undefined;
      throw error;
    }
  }

  #take(): string {
    const character = this.#pattern[this.#at];
    if (character === undefined) throw new Unknown();
    this.#at += 1;
    return character;
  }

  #takeIf(expected: string): boolean {
    if (!this.#pattern.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }

  #alternatives(): string {
    const texts: [string, ...string[]] = [this.#sequence()];
    while (this.#takeIf('|')) texts.push(this.#sequence());
    return this.#source.pick(texts);
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#pattern.length && !'|)'.includes(this.#pattern[this.#at] ?? '')) text += this.#repeated();
    return text;
  }

  /** The atom is read again for each time, so that each is another one. */
  #repeated(): string {
    const begin = this.#at;
    const first = this.#atom();
    const end = this.#at;
    const times = this.#count();
    const after = this.#at;
    let text = times > 0 ? first : '';
    for (let time = 1; time < times; time += 1) {
      this.#at = begin;
      text += this.#atom();
      if (this.#at !== end) throw new Unknown();
    }
    this.#at = after;
    return text;
  }

  #count(): number {
    if (this.#takeIf('?')) return this.#source.integer(0, 1);
    if (this.#takeIf('*')) return this.#source.integer(0, more);
    if (this.#takeIf('+')) return this.#source.integer(1, more);
    const [found, least = '', comma, most = ''] = /^\{(\d+)(,?)(\d*)\}/.exec(this.#pattern.slice(this.#at)) ?? [];
    if (found === undefined) return 1;
    this.#at += found.length;
    const min = Number(least);
    const max = comma === '' ? min : most === '' ? min + more : Number(most);
    if (min > repeatsMax || max < min) throw new Unknown();
    return this.#source.integer(min, Math.min(max, Math.max(min, repeatsMax)));
  }

  #atom(): string {
    const character = this.#take();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return this.#oneOf(this.#class());
      case '.':
        return this.#oneOf(letters);
      case '\\':
        return this.#oneOf(this.#escaped());
      case '^':
      case '$':
      case '*':
      case '+':
      case '?':
      case '{':
        throw new Unknown();
      default:
        return character;
    }
  }

  #group(): string {
    if (this.#takeIf('?') && !this.#takeIf(':')) throw new Unknown();
    const text = this.#alternatives();
    if (!this.#takeIf(')')) throw new Unknown();
    return text;
  }

  #escaped(): string {
    const character = this.#take();
    const known = classes[character];
    if (known === undefined && unknown.test(character)) throw new Unknown();
    return known ?? character;
  }

  #class(): string {
    if (this.#takeIf('^')) throw new Unknown();
    let characters = '';
    while (!this.#takeIf(']')) {
      const first = this.#takeIf('\\') ? this.#escaped() : this.#take();
      const isRange = first.length === 1 && /^-[^\]]/.test(this.#pattern.slice(this.#at));
      if (!isRange) characters += first;
      else characters += this.#range(first);
    }
    return characters;
  }

  #range(first: string): string {
    this.#take();
    const last = this.#takeIf('\\') ? this.#escaped() : this.#take();
    const from = first.charCodeAt(0);
    const to = Math.min(last.charCodeAt(0), from + 255);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => String.fromCharCode(from + index)).join('');
  }

  #oneOf(characters: string): string {
    if (characters === '') throw new Unknown();
    return characters[this.#source.integer(0, characters.length - 1)] ?? '';
  }
}
