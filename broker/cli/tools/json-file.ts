import { readTextFile } from '../properties-file';
import { UsageError } from '../usage-error';

/** A value in a JSON file, with the way to it for complaints: `--option: partitions[0].topic`. */
export class JsonNode {
  readonly #value: unknown;
  readonly #path: string;

  constructor(value: unknown, path: string) {
    this.#value = value;
    this.#path = path;
  }

  /** The field, or undefined when it is missing. */
  optional(name: string): JsonNode | undefined {
    const { value } = this.#fieldOf(name);
    return value === undefined ? undefined : new JsonNode(value, `${this.#path}.${name}`);
  }

  field(name: string): JsonNode {
    const found = this.optional(name);
    if (found === undefined) throw new UsageError(`${this.#path} has no "${name}"`);
    return found;
  }

  items(): JsonNode[] {
    if (!Array.isArray(this.#value)) throw this.#problem('a list');
    return this.#value.map((item: unknown, index) => new JsonNode(item, `${this.#path}[${index}]`));
  }

  text(): string {
    if (typeof this.#value !== 'string') throw this.#problem('a text');
    return this.#value;
  }

  /** A whole number that is not negative. */
  number(): number {
    if (typeof this.#value !== 'number' || !Number.isSafeInteger(this.#value) || this.#value < 0) {
      throw this.#problem('a whole number');
    }
    return this.#value;
  }

  #fieldOf(name: string): { readonly value: unknown } {
    if (typeof this.#value !== 'object' || this.#value === null || Array.isArray(this.#value)) throw this.#problem('an object');
    return { value: Object.getOwnPropertyDescriptor(this.#value, name)?.value };
  }

  #problem(wanted: string): UsageError {
    return new UsageError(`${this.#path} is not ${wanted}`);
  }
}

/** Reads the JSON file that `option` names; one that cannot be read is a UsageError. */
export async function readJsonFile(option: string, path: string): Promise<JsonNode> {
  const text = await readTextFile(option, path);
  try {
    return new JsonNode(JSON.parse(text), `--${option}: ${path}`);
  } catch (error) {
    throw new UsageError(`--${option}: ${path} is no JSON (${error instanceof Error ? error.message : String(error)})`, {
      cause: error,
    });
  }
}
