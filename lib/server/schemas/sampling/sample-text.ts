import type { CheckSchema } from '../checking/check-messages';
import { avroSample } from './avro-sample';
import { jsonSchemaSample } from './json-schema-sample';
import type { SampleSource } from './sample-source';

/** A made-up value of a schema as JSON, to be looked at and changed. What a schema forbids beyond its shape it may still break. */
export function sampleText({ type, text, references }: CheckSchema, source: SampleSource): string {
  const value =
    type === 'avro'
      ? avroSample(
          text,
          references.map((reference) => reference.text),
          source,
        )
      : jsonSchemaSample(text, references, source);
  return JSON.stringify(value, null, 2);
}
