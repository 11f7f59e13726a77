import { isAlias, isMap, isScalar, isSeq, type Document, type LineCounter, type Node, type Pair } from 'yaml';
import { UsageError } from '../../usage-error';
import type { Secret } from './cluster-settings';

/** The file that is being read, and what its references are read from. */
export interface ConfigSource {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The absolute path of a file that a secret is in. Throws an Error that says why it cannot be read. */
  resolveFile(name: string): string;
}

const variable = /\$\{env:([^}]*)\}/g;
const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** One value of the file with its place in it: whatever is wrong with it is said with its line and its key. */
export class Setting {
  readonly #source: ConfigSource;
  readonly #path: string;
  readonly #node: Node | null;
  /** Where the fault is when there is no value. */
  readonly #nearby: Node | null;

  constructor(source: ConfigSource, path: string, node: Node | null, nearby: Node | null = node) {
    this.#source = source;
    this.#path = path;
    this.#node = isAlias(node) ? (node.resolve(source.document) ?? null) : node;
    this.#nearby = nearby;
  }

  get isGiven(): boolean {
    return this.#node !== null && !(isScalar(this.#node) && this.#node.value === null);
  }

  get isMapping(): boolean {
    return isMap(this.#node);
  }

  get isList(): boolean {
    return isSeq(this.#node);
  }

  /** What a scalar holds, as YAML reads it; undefined for anything else. */
  get scalar(): unknown {
    return isScalar(this.#node) ? this.#node.value : undefined;
  }

  fault(message: string, at: Node | null = this.#node ?? this.#nearby): UsageError {
    const offset = at?.range?.[0] ?? 0;
    const { line } = this.#source.lines.linePos(offset);
    const key = this.#path === '' ? '' : ` ${this.#path}:`;
    return new UsageError(`${this.#source.file}:${line}:${key} ${message}`);
  }

  /** The settings inside it by name; a name that is not among `names` is a mistake. */
  mapping<Name extends string>(names: readonly Name[]): (name: Name) => Setting {
    const node = this.#node;
    if (!isMap(node)) throw this.fault(`is not a mapping with any of ${names.join(', ')}`);
    const pairs: readonly Pair[] = node.items;
    for (const { key } of pairs) {
      const name = isScalar(key) ? String(key.value) : '';
      if (!names.some((known) => known === name))
        throw this.#child(name, null, node).fault(`is not known here; there are ${names.join(', ')}`, isScalar(key) ? key : node);
    }
    return (name) => {
      const value: unknown = node.get(name, true);
      return this.#child(name, isNode(value) ? value : null, node);
    };
  }

  list(): Setting[] {
    const node = this.#node;
    if (!isSeq(node)) throw this.fault('is not a list');
    return node.items.map(
      (item, index) => new Setting(this.#source, `${this.#path}[${index}]`, isNode(item) ? item : null, node),
    );
  }

  /** Text that is not empty, with `${env:NAME}` replaced by what the environment has. */
  text(): string {
    return this.#plainText().replace(variable, (_, name: string) => this.#variable(name));
  }

  optionalText(): string | null {
    return this.isGiven ? this.text() : null;
  }

  flag(fallback: boolean): boolean {
    if (!this.isGiven) return fallback;
    const value = this.scalar;
    if (typeof value !== 'boolean') throw this.fault('is neither true nor false');
    return value;
  }

  oneOf<Choice extends string>(choices: readonly Choice[]): Choice {
    const text = this.text();
    const choice = choices.find((candidate) => candidate === text.toLowerCase());
    if (choice === undefined) throw this.fault(`"${text}" is not one of ${choices.join(', ')}`);
    return choice;
  }

  /** Text, `${env:NAME}` or `{file: path}`. Its own text never stands in a fault. */
  secret(): Secret {
    if (this.isMapping) return { file: this.mapping(['file'])('file').readableFile() };
    const text = this.#plainText();
    const [whole] = text.match(variable) ?? [];
    if (whole === undefined) return { value: text };
    if (whole !== text) throw this.fault('${env:NAME} must be all of a secret');
    const name = whole.slice('${env:'.length, -1);
    this.#variable(name);
    return { env: name };
  }

  optionalSecret(): Secret | null {
    return this.isGiven ? this.secret() : null;
  }

  /** A secret that holds PEM. A path without `file:` is the mistake that everybody makes. */
  optionalPem(): Secret | null {
    const secret = this.optionalSecret();
    if (secret !== null && 'value' in secret && !secret.value.includes('-----BEGIN '))
      throw this.fault('is not PEM text; a file is given as {file: path}');
    return secret;
  }

  /** The absolute path of the file that it names. */
  readableFile(): string {
    const name = this.text();
    try {
      return this.#source.resolveFile(name);
    } catch (error) {
      throw this.fault(`${name} cannot be read (${error instanceof Error ? error.message : String(error)})`);
    }
  }

  #child(name: string, node: Node | null, parent: Node): Setting {
    return new Setting(this.#source, this.#path === '' ? name : `${this.#path}.${name}`, node, parent);
  }

  #plainText(): string {
    if (!this.isGiven) throw this.fault('is missing');
    const value = this.scalar;
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    if (typeof value !== 'string') throw this.fault('is not text');
    if (value.trim() === '') throw this.fault('is empty');
    return value;
  }

  #variable(name: string): string {
    if (!variableName.test(name)) throw this.fault(`"${name}" is no name of an environment variable`);
    const value = this.#source.environment[name];
    if (value === undefined || value === '') throw this.fault(`the environment variable ${name} is not set`);
    return value;
  }
}

function isNode(value: unknown): value is Node {
  return isAlias(value) || isMap(value) || isScalar(value) || isSeq(value);
}
