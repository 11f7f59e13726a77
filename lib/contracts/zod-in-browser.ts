/*
 * What `zod/mini` is in the scripts of the pages (next.config.js): the builders that are used there, and nothing else of it. The server and the
 * types have zod itself; of that the bundler takes 19 KB of gzip into every page, and this is 2. It accepts, refuses and returns the same:
 * zod-in-browser.test.ts holds the two against each other on every contract, and knows when a builder is missing here. Of a schema the pages
 * use safeParse() alone, and of what it refuses nothing but that it does: a lint rule keeps them from the rest.
 */

/** Why a value is not what it should be, and where in it. */
class Refusal {
  readonly path: (string | number)[] = [];
  readonly wanted: string;

  constructor(wanted: string) {
    this.wanted = wanted;
  }

  within(key: string | number): this {
    this.path.unshift(key);
    return this;
  }
}

/** The value as the schema tells it, or a Refusal. */
type Read = (value: unknown) => unknown;
type Test = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Schema>>;
type Answer = { readonly success: true; readonly data: unknown } | { readonly success: false; readonly error: Error };

class Schema {
  readonly read: Read;

  constructor(read: Read) {
    this.read = read;
  }

  safeParse(value: unknown): Answer {
    const data = this.read(value);
    if (!(data instanceof Refusal)) return { success: true, data };
    return { success: false, error: new TypeError(`${data.wanted} expected at ${data.path.join('.') || 'the root'}`) };
  }

  check(...tests: readonly Test[]): Schema {
    return new Schema((value) => {
      const data = this.read(value);
      return data instanceof Refusal || tests.every((test) => test(data)) ? data : new Refusal('another value');
    });
  }
}

class ObjectSchema extends Schema {
  readonly shape: Shape;
  readonly isStrict: boolean;

  constructor(shape: Shape, isStrict: boolean) {
    const fields = Object.entries(shape);
    super((value) => {
      if (!isRecord(value)) return new Refusal('an object');
      const told: Record<string, unknown> = {};
      for (const [name, schema] of fields) {
        const field = schema.read(value[name]);
        if (field instanceof Refusal) return field.within(name);
        if (field !== undefined || name in value) told[name] = field;
      }
      const extra = isStrict ? Object.keys(value).find((name) => !Object.hasOwn(shape, name)) : undefined;
      return extra === undefined ? told : new Refusal('nothing').within(extra);
    });
    this.shape = shape;
    this.isStrict = isStrict;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const where = (test: Test, wanted: string): Schema => new Schema((value) => (test(value) ? value : new Refusal(wanted)));

const oneOf = (values: readonly unknown[]): Schema => where((value) => values.includes(value), `one of ${values.join(', ')}`);

export const string = () => where((value) => typeof value === 'string', 'a string');
export const number = () => where(Number.isFinite, 'a number');
export const int = () => where(Number.isSafeInteger, 'an integer');
export const boolean = () => where((value) => typeof value === 'boolean', 'a boolean');
export const unknown = () => new Schema((value) => value);
const nothing = () => where((value) => value === null, 'null');
export { nothing as null };

export const literal = (value: unknown) => oneOf(Array.isArray(value) ? value : [value]);
const choice = (values: readonly string[]) => oneOf(values);
export { choice as enum };

export const nullable = (inner: Schema) => new Schema((value) => (value === null ? null : inner.read(value)));
export const optional = (inner: Schema) => new Schema((value) => (value === undefined ? undefined : inner.read(value)));
export const _default = (inner: Schema, byDefault: unknown) =>
  new Schema((value) => (value === undefined ? byDefault : inner.read(value)));

export const object = (shape: Shape) => new ObjectSchema(shape, false);
export const strictObject = (shape: Shape) => new ObjectSchema(shape, true);
export const extend = (base: ObjectSchema, shape: Shape) => new ObjectSchema({ ...base.shape, ...shape }, base.isStrict);

export const array = (item: Schema) =>
  new Schema((value) => {
    if (!Array.isArray(value)) return new Refusal('an array');
    const told: unknown[] = [];
    for (const [index, each] of value.entries()) {
      const data = item.read(each);
      if (data instanceof Refusal) return data.within(index);
      told.push(data);
    }
    return told;
  });

export const record = (_name: Schema, item: Schema) =>
  new Schema((value) => {
    if (!isRecord(value)) return new Refusal('an object');
    const told: Record<string, unknown> = {};
    for (const [name, each] of Object.entries(value)) {
      if (name === '__proto__') continue;
      const data = item.read(each);
      if (data instanceof Refusal) return data.within(name);
      told[name] = data;
    }
    return told;
  });

export const union = (options: readonly Schema[]) =>
  new Schema((value) => {
    for (const option of options) {
      const data = option.read(value);
      if (!(data instanceof Refusal)) return data;
    }
    return new Refusal('another kind of value');
  });

export const discriminatedUnion = (name: string, options: readonly ObjectSchema[]) =>
  new Schema((value) => {
    const kind = isRecord(value) ? value[name] : undefined;
    const option = options.find(({ shape }) => !(shape[name]?.read(kind) instanceof Refusal));
    return option === undefined ? new Refusal('a known kind').within(name) : option.read(value);
  });

export const transform = (change: Read) => new Schema(change);
export const pipe = (first: Schema, second: Schema) =>
  new Schema((value) => {
    const data = first.read(value);
    return data instanceof Refusal ? data : second.read(data);
  });

export const safeParse = (schema: Schema, value: unknown) => schema.safeParse(value);

const lengthOf = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 0);

export const refine = (test: Test): Test => test;
export const regex =
  (pattern: RegExp): Test =>
  (value) =>
    pattern.test(String(value));
export const includes =
  (part: string): Test =>
  (value) =>
    String(value).includes(part);
export const minLength =
  (least: number): Test =>
  (value) =>
    lengthOf(value) >= least;
export const maxLength =
  (most: number): Test =>
  (value) =>
    lengthOf(value) <= most;
export const gte =
  (least: number): Test =>
  (value) =>
    Number(value) >= least;
export const lte =
  (most: number): Test =>
  (value) =>
    Number(value) <= most;
export const gt =
  (limit: number): Test =>
  (value) =>
    Number(value) > limit;
