import { parseArgs } from 'node:util';
import { UsageError } from '../usage-error';

/** An option of a tool: with a value, with a value and repeatable, or without a value. */
interface OptionSpec {
  readonly kind: 'value' | 'values' | 'flag';
  /** What stands for the value in the help; flags have none. */
  readonly placeholder?: string;
  readonly help: string;
  /** The value of a `value` option that is given without one. */
  readonly whenBare?: string;
  /** One letter that stands for the name after a single dash. */
  readonly short?: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What a tool can do when its first word says so, by that word. */
export type Commands = Readonly<Record<string, string>>;

/** The options that were given, by name. */
export interface Options {
  /** The tool's command; empty for tools that have none. */
  readonly command: string;
  flag(name: string): boolean;
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

function longForms(args: readonly string[], specs: OptionSpecs): string[] {
  const names = new Map(Object.entries(specs).map(([name, { short }]) => [`-${short ?? ''}`, `--${name}`]));
  return args.map((arg) => (arg === '-' ? arg : (names.get(arg) ?? arg)));
}

/** Joins `--name value` to `--name=value`, so that a value may begin with a dash (`--time -1`). */
function joinValues(args: readonly string[], specs: OptionSpecs): string[] {
  const joined: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    const spec = arg.startsWith('--') ? specs[arg.slice(2)] : undefined;
    if (spec === undefined || spec.kind === 'flag') {
      joined.push(arg);
      continue;
    }
    const next = args[index + 1];
    if (next !== undefined && !next.startsWith('--')) {
      joined.push(`${arg}=${next}`);
      index += 1;
    } else if (spec.whenBare !== undefined) joined.push(`${arg}=${spec.whenBare}`);
    else throw new UsageError(`${arg} needs a value`);
  }
  return joined;
}

/** Reads the arguments of `tool`; what is wrong with them is a UsageError that names the option. */
export function parseCommandLine(tool: string, args: readonly string[], specs: OptionSpecs, commands: Commands = {}): Options {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, { kind }]) => [
      name,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'values' },
    ]),
  );
  const joined = joinValues(longForms(args, specs), specs);
  const { tokens } = parseArgs({ args: joined, options, strict: false, allowPositionals: true, tokens: true });
  const given = new Map<string, string[]>();
  let command = '';
  for (const token of tokens) {
    if (token.kind === 'positional') {
      const isCommand = command === '' && Object.hasOwn(commands, token.value);
      if (!isCommand) throw new UsageError(`${tool}: ${strangerProblem(token.value, commands)}; see --help`);
      command = token.value;
    }
    if (token.kind !== 'option') continue;
    const spec = specs[token.name];
    if (spec === undefined) throw new UsageError(`${tool}: ${token.rawName} is not a recognized option; see --help`);
    const values = given.get(token.name) ?? [];
    given.set(token.name, values);
    if (spec.kind === 'flag' && token.value !== undefined) throw new UsageError(`${tool}: ${token.rawName} takes no value`);
    if (spec.kind === 'value' && values.length > 0) throw new UsageError(`${tool}: ${token.rawName} is given twice`);
    values.push(token.value ?? '');
  }
  return {
    command,
    flag: (name) => given.has(name),
    value: (name) => given.get(name)?.[0],
    values: (name) => given.get(name) ?? [],
  };
}

function strangerProblem(word: string, commands: Commands): string {
  const names = Object.keys(commands);
  return names.length === 0 ? `"${word}" is not an option` : `"${word}" is not one of ${names.join(', ')}`;
}

/** The text of --help. */
export function helpText(tool: string, summary: string, specs: OptionSpecs, commands: Commands = {}): string {
  const words = Object.entries(commands);
  const rows = Object.entries(specs).map(([name, { placeholder, help }]): [string, string] => [
    placeholder === undefined ? `--${name}` : `--${name} <${placeholder}>`,
    help,
  ]);
  const width = Math.max(...[...words, ...rows].map(([left]) => left.length)) + 2;
  const linesOf = (pairs: readonly [string, string][]): string =>
    pairs.map(([left, help]) => `  ${left.padEnd(width)}${help}`).join('\n');
  const usage = `Usage: ottla ${tool}${words.length === 0 ? '' : ' <command>'} [options]`;
  const sections = [usage, summary, ...(words.length === 0 ? [] : [linesOf(words)]), linesOf(rows)];
  return `${sections.join('\n\n')}\n`;
}

/** A whole number, or a UsageError that names the option. */
export function wholeNumber(option: string, text: string, min = Number.MIN_SAFE_INTEGER): number {
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value) || value < min) {
    const bound = min === Number.MIN_SAFE_INTEGER ? '' : ` of at least ${min}`;
    throw new UsageError(`--${option}: "${text}" is not a whole number${bound}`);
  }
  return value;
}

/** `name=value` pairs as a map; the value may hold more equals signs and may be empty. */
export function keyValues(option: string, pairs: readonly string[]): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at <= 0) throw new UsageError(`--${option}: "${pair}" is not of the form name=value`);
    map.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return map;
}
