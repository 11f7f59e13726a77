import * as z from 'zod/mini';

export const schemaCharactersMax = 262_144;

/** What values are checked by before they are written. Null values are none: nothing is checked of them. */
export const valueSchema = z.union([
  z.strictObject({
    from: z.literal('registry'),
    subject: z.string().check(z.minLength(1), z.maxLength(1_000)),
    /** Null: the latest. */
    version: z._default(z.nullable(z.int().check(z.gte(1))), null),
    /** Write values as serializers do: the schema's id, then the value as Avro or as the JSON it is. Else they stay as they are. */
    encodes: z._default(z.boolean(), false),
  }),
  /** The one that the configuration names for the topic. */
  z.strictObject({ from: z.literal('file') }),
  z.strictObject({
    from: z.literal('text'),
    type: z.enum(['json-schema', 'avro']),
    text: z.string().check(z.maxLength(schemaCharactersMax)),
  }),
]);

/** GET …/value-schemas: what the values of a topic can be checked by, beside a text of one's own. */
export const valueSchemas = z.object({
  /** Null where the configuration names no Schema Registry. */
  registry: z.nullable(
    z.object({
      /** The first of them by name. */
      subjects: z.array(z.string()),
      /** The one that is named after the topic. */
      suggested: z.nullable(z.string()),
      /** Why it does not say. */
      problem: z.nullable(z.string()),
    }),
  ),
  /** The name of an Avro file. */
  file: z.nullable(z.string()),
});

/** POST …/value-schemas/sample: a made-up value of a schema, as JSON. */
export const sampleRequest = z.strictObject({ schema: valueSchema });
export const sampleResponse = z.object({ value: z.string() });

export type ValueSchema = z.infer<typeof valueSchema>;
export type ValueSchemas = z.infer<typeof valueSchemas>;
export type SampleRequest = z.infer<typeof sampleRequest>;
export type SampleResponse = z.infer<typeof sampleResponse>;
