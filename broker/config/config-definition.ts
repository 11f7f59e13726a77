import { ConfigError } from './config-error';

export type ConfigType = 'BOOLEAN' | 'STRING' | 'INT' | 'SHORT' | 'LONG' | 'DOUBLE' | 'LIST';
export type ConfigValue = boolean | string | number | readonly string[] | null;

/** A property: its type and default in Kafka, how its text is read, and what it means. */
export interface ConfigDefinition<Value extends ConfigValue = ConfigValue> {
  readonly type: ConfigType;
  readonly defaultValue: Value;
  readonly documentation: string;
  /** Throws ConfigError. */
  readonly parse: (property: string, text: string) => Value;
}

export type ConfigDefinitions = Readonly<Record<string, ConfigDefinition>>;
export type ConfigValues<Definitions extends ConfigDefinitions> = {
  readonly [Name in keyof Definitions]: Definitions[Name] extends ConfigDefinition<infer Value> ? Value : never;
};

/** Kafka's Long.MAX_VALUE; inside, the largest safe integer stands for it. */
const longMax = 9223372036854775807n;
const longMin = -9223372036854775808n;

function readInteger(property: string, text: string, least: bigint, most: bigint): number {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) throw new ConfigError(property, `${property} must be a whole number, not "${text}".`);
  const value = BigInt(trimmed);
  if (value < least) throw new ConfigError(property, `${property} must be at least ${least}, not ${value}.`);
  if (value > most) throw new ConfigError(property, `${property} must be at most ${most}, not ${value}.`);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) return Number.MAX_SAFE_INTEGER;
  return value < BigInt(Number.MIN_SAFE_INTEGER) ? Number.MIN_SAFE_INTEGER : Number(value);
}

interface Range {
  min?: number;
  max?: number;
  /** A hole in the range. */
  except?: number;
}

function integer(type: 'INT' | 'SHORT' | 'LONG', bounds: { least: bigint; most: bigint }) {
  return (defaultValue: number, range: Range, documentation: string): ConfigDefinition<number> => {
    const least = range.min === undefined ? bounds.least : BigInt(range.min);
    const most = range.max === undefined ? bounds.most : BigInt(range.max);
    function parse(property: string, text: string): number {
      const value = readInteger(property, text, least, most);
      if (value === range.except) throw new ConfigError(property, `${property} cannot be ${value}.`);
      return value;
    }
    return { type, defaultValue, documentation, parse };
  };
}

export const short = integer('SHORT', { least: -32768n, most: 32767n });
export const int = integer('INT', { least: -2147483648n, most: 2147483647n });
export const long = integer('LONG', { least: longMin, most: longMax });

export function double(
  defaultValue: number,
  { min, max }: { min: number; max: number },
  documentation: string,
): ConfigDefinition<number> {
  function parse(property: string, text: string): number {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= min && value <= max) return value;
    throw new ConfigError(property, `${property} must be a number from ${min} to ${max}, not "${text}".`);
  }
  return { type: 'DOUBLE', defaultValue, documentation, parse };
}

export function boolean(defaultValue: boolean, documentation: string): ConfigDefinition<boolean> {
  function parse(property: string, text: string): boolean {
    const word = text.trim().toLowerCase();
    if (word === 'true') return true;
    if (word === 'false') return false;
    throw new ConfigError(property, `${property} must be true or false, not "${text}".`);
  }
  return { type: 'BOOLEAN', defaultValue, documentation, parse };
}

export function string(defaultValue: string, documentation: string): ConfigDefinition<string> {
  return { type: 'STRING', defaultValue, documentation, parse: (_property, text) => text.trim() };
}

export function oneOf<const Word extends string>(
  words: readonly Word[],
  defaultValue: Word,
  documentation: string,
): ConfigDefinition<Word> {
  function parse(property: string, text: string): Word {
    const word = words.find((candidate) => candidate === text.trim());
    if (word !== undefined) return word;
    throw new ConfigError(property, `${property} must be one of ${words.join(', ')}, not "${text}".`);
  }
  return { type: 'STRING', defaultValue, documentation, parse };
}

/** The elements of a comma-separated list, without blanks and empty elements. */
export function listElements(text: string): string[] {
  return text
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '');
}

interface ListRules {
  /** Legal elements; any when absent. */
  words?: readonly string[];
  /** Each element's form, and how to say it. */
  pattern?: { expression: RegExp; form: string };
}

export function list(
  defaultValue: readonly string[],
  rules: ListRules,
  documentation: string,
): ConfigDefinition<readonly string[]> {
  function parse(property: string, text: string): readonly string[] {
    const elements = listElements(text);
    const { words, pattern } = rules;
    for (const element of elements) {
      if (words !== undefined && !words.includes(element)) {
        throw new ConfigError(property, `${property} takes ${words.join(', ')}, not "${element}".`);
      }
      if (pattern !== undefined && !pattern.expression.test(element)) {
        throw new ConfigError(property, `${property} takes ${pattern.form}, not "${element}".`);
      }
    }
    if (new Set(elements).size < elements.length)
      throw new ConfigError(property, `${property} names "${text}" with a duplicate.`);
    return elements;
  }
  return { type: 'LIST', defaultValue, documentation, parse };
}

/** A property that may be left unset and then has no value of its own. */
export function optional<Value extends ConfigValue>(definition: ConfigDefinition<Value>): ConfigDefinition<Value | null> {
  return { ...definition, defaultValue: null };
}

/** The value as Kafka shows it; null stays null. */
export function formatConfigValue(value: ConfigValue): string | null {
  if (value === null || typeof value === 'string') return value;
  if (value === Number.MAX_SAFE_INTEGER) return longMax.toString();
  if (typeof value === 'object') return value.join(',');
  return String(value);
}

/** Every property of `definitions`, from `texts` where they name it, else its default. Throws ConfigError. */
export function parseConfigValues<Definitions extends ConfigDefinitions>(
  definitions: Definitions,
  texts: ReadonlyMap<string, string>,
  defaultOf: (property: string) => ConfigValue | undefined = () => undefined,
): ConfigValues<Definitions> {
  const values: Record<string, ConfigValue> = {};
  for (const [property, definition] of Object.entries(definitions)) {
    const text = texts.get(property);
    if (text !== undefined) values[property] = definition.parse(property, text);
    else {
      const fallback = defaultOf(property);
      values[property] = fallback === undefined ? definition.defaultValue : fallback;
    }
  }
  // Each value comes from the definition of the same name, which is what ConfigValues says.
  return values as ConfigValues<Definitions>;
}
