import type { Reader } from '../primitives/reader';
import type { Writer } from '../primitives/writer';
import type { VersionRange } from './versions';

/** Reads and writes one type at one fixed version. */
export interface Codec<Value, Input> {
  read(reader: Reader): Value;
  write(writer: Writer, value: Input): void;
}

/** What a codec is made for. */
export interface CodecContext {
  version: number;
  /** Compact lengths and tagged fields (KIP-482). */
  flexible: boolean;
  nullable: boolean;
}

/** A type of the protocol. `Value` is what decoding gives, `Input` what encoding takes (fields with defaults may be left out). */
export interface WireType<Value, Input = Value> {
  readonly kind: string;
  /** For the value of a field that the version at hand does not have. */
  readonly emptyValue: () => Value;
  compile(context: CodecContext): Codec<Value, Input>;
  isEmpty(value: Input): boolean;
}

/** A field of a structure. `Optional` says whether encoding may leave it out. */
export interface Field<Value = unknown, Input = unknown, Optional extends boolean = boolean> {
  readonly type: WireType<Value, Input>;
  readonly versions: VersionRange;
  readonly nullable: VersionRange | undefined;
  readonly tag: number | undefined;
  readonly taggedVersions: VersionRange | undefined;
  readonly hasDefault: boolean;
  readonly defaultValue: () => Value;
  /** Written with a 16-bit length even in flexible versions (the request header's client id). */
  readonly neverCompact: boolean;
  /** A tagged field of our own, which Kafka skips. */
  readonly beyondKafka: boolean;
  readonly optional: Optional;
}

interface FieldOptions<Value> {
  /** Versions in which null is legal. */
  nullable?: VersionRange;
  /** The value in versions without the field; omitted tagged fields have it too. */
  default?: Value;
  tag?: number;
  /** Versions in which the field is tagged; all its versions when absent. */
  taggedVersions?: VersionRange;
  neverCompact?: true;
  beyondKafka?: true;
}

type ValueOf<Value, Options> = Options extends { nullable: VersionRange } ? Value | null : Value;
type IsOptional<Range, Options> = Options extends { default: unknown } | { tag: number }
  ? true
  : Range extends '0+'
    ? false
    : true;

/**
 * Declares a field. It is required when encoding exactly if every version has it (`0+`) and it has no default, so that
 * forgetting one is a type error.
 */
export function field<Value, Input, const Range extends VersionRange, const Options extends FieldOptions<Value | null> = object>(
  type: WireType<Value, Input>,
  versions: Range,
  options?: Options,
): Field<ValueOf<Value, Options>, ValueOf<Input, Options>, IsOptional<Range, Options>>;
export function field<Value, Input>(
  type: WireType<Value | null, Input | null>,
  versions: VersionRange,
  options: FieldOptions<Value | null> = {},
): Field<Value | null, Input | null> {
  const { default: defaultValue } = options;
  const hasDefault = defaultValue !== undefined;
  return {
    type,
    versions,
    nullable: options.nullable,
    tag: options.tag,
    taggedVersions: options.tag === undefined ? undefined : (options.taggedVersions ?? versions),
    hasDefault,
    defaultValue: hasDefault ? () => defaultValue : type.emptyValue,
    neverCompact: options.neverCompact ?? false,
    beyondKafka: options.beyondKafka ?? false,
    optional: hasDefault || options.tag !== undefined || versions !== '0+',
  };
}
