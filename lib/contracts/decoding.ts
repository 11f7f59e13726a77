import * as z from 'zod/mini';

/** Formats that anyone can choose for the keys or the values of a topic. */
export const chosenFormats = [
  'utf8',
  'json',
  'int32',
  'int64',
  'uuid',
  'messagepack',
  'cbor',
  'schema-registry',
  'hex',
  'base64',
] as const;

/** `schema-registry` is one of the three after it, as the schema says. */
const payloadFormats = [...chosenFormats, 'avro', 'protobuf', 'json-schema', 'consumer-offsets', 'transaction-state'] as const;

/** How keys and values are to be read. Absent: each as it looks. */
export const decodingQuery = {
  kd: z.optional(z.enum(chosenFormats)),
  vd: z.optional(z.enum(chosenFormats)),
};

/** The schema that a key or value was written with: one of a Schema Registry has an id. */
const schemaFacts = z.object({
  id: z.optional(z.int()),
  /** One that the configuration names. */
  file: z.optional(z.string()),
  /** Where it is registered, as far as the registry says. */
  subject: z.optional(z.string()),
  version: z.optional(z.int()),
  /** Of the record or message in it. */
  name: z.optional(z.string()),
});

/** What a key or value says, beside its bytes. Without `text`, `json` and `problem` its text is that of the payload. */
export const decodedPayload = z.object({
  format: z.enum(payloadFormats),
  text: z.optional(z.string()),
  json: z.optional(z.string()),
  /** `text` or `json` is only how it begins. */
  truncated: z.optional(z.literal(true)),
  schema: z.optional(schemaFacts),
  /** Why it cannot be read so. */
  problem: z.optional(z.string()),
  /** It also begins like a message with a schema, and why it is not read as one: the number that it is said to be may be none. */
  otherwise: z.optional(z.object({ schema: z.optional(schemaFacts), problem: z.string() })),
});

/** How all records of one of Kafka's own topics are read. */
export function isInternalFormat(format: PayloadFormat): boolean {
  return format === 'consumer-offsets' || format === 'transaction-state';
}

export type ChosenFormat = (typeof chosenFormats)[number];
export type PayloadFormat = (typeof payloadFormats)[number];
export type SchemaFacts = z.infer<typeof schemaFacts>;
export type Otherwise = NonNullable<DecodedPayload['otherwise']>;
export type DecodedPayload = z.infer<typeof decodedPayload>;
export interface DecodingQuery {
  readonly kd?: ChosenFormat | undefined;
  readonly vd?: ChosenFormat | undefined;
}

/** Undefined when it is none. */
export function chosenFormat(text: string | null): ChosenFormat | undefined {
  return chosenFormats.find((format) => format === text);
}
