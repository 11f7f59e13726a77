import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClusterConfig } from '../console-config';
import { avroMessages } from './avro/avro-messages';
import type { ReadMessage } from './message-reader';
import { importsOf } from './protobuf/proto-root';
import { protobufMessage } from './protobuf/protobuf-messages';

type SchemaRule = ClusterConfig['schemas'][number];
type SchemaFile = NonNullable<SchemaRule['key']>;

/** A schema of a file, ready to read messages with, or why it is not. */
export type FileSchema = { readonly type: SchemaFile['type']; readonly file: string } & (
  { readonly read: ReadMessage } | { readonly problem: string }
);

export interface TopicSchemas {
  readonly key: FileSchema | undefined;
  readonly value: FileSchema | undefined;
}

const importsMax = 200;

/** Schemas that the configuration names for topics. Files are read each time, so that what was changed in them counts at once. */
export class SchemaFiles {
  readonly #rules: readonly SchemaRule[];

  constructor(rules: readonly SchemaRule[]) {
    this.#rules = rules;
  }

  /** Those of the first rule that is for the topic. */
  async of(topic: string): Promise<TopicSchemas> {
    const rule = this.#ruleOf(topic);
    const [key, value] = await Promise.all([loaded(rule?.key ?? null), loaded(rule?.value ?? null)]);
    return { key, value };
  }

  /** The Avro file for the topic's values, as text; undefined where there is none. */
  async avroText(
    topic: string,
  ): Promise<{ readonly file: string; readonly text: string } | { readonly problem: string } | undefined> {
    const file = this.avroFile(topic);
    if (file === undefined) return undefined;
    try {
      return { file: path.basename(file), text: await readFile(file, 'utf8') };
    } catch (error) {
      return { problem: problemOf(path.basename(file), error) };
    }
  }

  /** Where it is. */
  avroFile(topic: string): string | undefined {
    const value = this.#ruleOf(topic)?.value;
    return value?.type === 'avro' ? value.path : undefined;
  }

  has(topic: string): boolean {
    return this.#ruleOf(topic) !== undefined;
  }

  #ruleOf(topic: string): SchemaRule | undefined {
    return this.#rules.find(({ topic: pattern }) => patternOf(pattern).test(topic));
  }
}

/** A name; `*` stands for any characters. */
function patternOf(pattern: string): RegExp {
  return new RegExp(`^${pattern.replaceAll(/[^\w*]/g, String.raw`\$&`).replaceAll('*', '.*')}$`);
}

async function loaded(schema: SchemaFile | null): Promise<FileSchema | undefined> {
  if (schema === null) return undefined;
  const { type, path: file, message } = schema;
  const facts = { type, file: path.basename(file) };
  try {
    const text = await readFile(file, 'utf8');
    if (type === 'avro') return { ...facts, read: avroMessages(text, []) };
    return { ...facts, read: protobufMessage(text, await new Imports(file).of(text), message) };
  } catch (error) {
    return { ...facts, problem: problemOf(facts.file, error) };
  }
}

function problemOf(file: string, error: unknown): string {
  const reason = error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error);
  return `${file} cannot be used: ${reason}`;
}

/** What a `.proto` file imports, looked for in its own folder and in those above it. */
class Imports {
  readonly #folders: readonly string[];
  readonly #seen = new Set<string>();

  constructor(file: string) {
    const folder = path.dirname(file);
    const steps = folder.split(path.sep);
    this.#folders = steps.map((_, index) => steps.slice(0, steps.length - index).join(path.sep) || path.sep);
  }

  /** In the order in which they are needed. */
  async of(text: string): Promise<readonly string[]> {
    const files: string[] = [];
    for (const name of importsOf(text)) {
      if (this.#seen.has(name)) continue;
      this.#seen.add(name);
      if (this.#seen.size > importsMax) throw new RangeError(`it imports more than ${importsMax} files`);
      const imported = await this.#read(name);
      files.push(...(await this.of(imported)), imported);
    }
    return files;
  }

  async #read(name: string): Promise<string> {
    for (const folder of this.#folders) {
      const text = await textOf(path.join(folder, name));
      if (text !== undefined) return text;
    }
    throw new RangeError(`it imports ${name}, which is nowhere beside it`);
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
