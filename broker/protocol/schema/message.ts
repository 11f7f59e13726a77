import { Reader } from '../primitives/reader';
import { Writer } from '../primitives/writer';
import { struct, type Fields, type StructInput, type StructValue } from './struct';
import { includes, parseVersions, type VersionRange, type Versions } from './versions';
import type { Codec } from './wire-type';

/** A message of the protocol or a record of an internal topic: one schema for all its versions. */
export interface Message<F extends Fields> {
  readonly name: string;
  readonly versions: Versions;
  readonly fields: F;
  isFlexible(version: number): boolean;
  read(reader: Reader, version: number): StructValue<F>;
  write(writer: Writer, version: number, value: StructInput<F>): void;
  /** read() of a whole buffer, view and all; trailing bytes are ignored as Kafka does. */
  decode(buffer: Buffer, version: number): StructValue<F>;
  encode(version: number, value: StructInput<F>): Buffer;
}

export type Decoded<M> = M extends Message<infer F> ? StructValue<F> : never;
export type Encodable<M> = M extends Message<infer F> ? StructInput<F> : never;

interface MessageOptions<F extends Fields> {
  name: string;
  /** Versions we read and write. */
  versions: VersionRange;
  flexible: VersionRange;
  fields: F;
}

/** Declares a message. The codec of a version is compiled when that version is first used. */
export function message<const F extends Fields>(options: MessageOptions<F>): Message<F> {
  const versions = parseVersions(options.versions);
  const flexible = parseVersions(options.flexible);
  const type = struct(options.fields);
  const codecs = new Map<number, Codec<StructValue<F>, StructInput<F>>>();

  function codecOf(version: number): Codec<StructValue<F>, StructInput<F>> {
    const known = codecs.get(version);
    if (known !== undefined) return known;
    if (!includes(versions, version)) throw new RangeError(`${options.name} has no version ${version}`);
    const codec = type.compile({ version, flexible: includes(flexible, version), nullable: false });
    codecs.set(version, codec);
    return codec;
  }

  return {
    name: options.name,
    versions,
    fields: options.fields,
    isFlexible: (version) => includes(flexible, version),
    read: (reader, version) => codecOf(version).read(reader),
    write: (writer, version, value) => {
      codecOf(version).write(writer, value);
    },
    decode: (buffer, version) => codecOf(version).read(new Reader(buffer)),
    encode: (version, value) => {
      const writer = new Writer();
      codecOf(version).write(writer, value);
      return writer.toBuffer();
    },
  };
}

/** One API of the protocol: its key and both messages. */
export interface Api<Request extends Fields, Response extends Fields> {
  readonly key: number;
  readonly name: string;
  readonly request: Message<Request>;
  readonly response: Message<Response>;
}

export function api<Request extends Fields, Response extends Fields>(
  key: number,
  name: string,
  request: Message<Request>,
  response: Message<Response>,
): Api<Request, Response> {
  return { key, name, request, response };
}
