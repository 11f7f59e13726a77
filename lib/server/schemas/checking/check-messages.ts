import type { NamedSchema } from '../registry-texts';

/** What the console and its check thread tell each other. */

/** A schema that values can be checked by, and those it refers to, each after what it refers to itself. */
export interface CheckSchema {
  readonly type: 'avro' | 'json-schema';
  readonly text: string;
  readonly references: readonly NamedSchema[];
}

export interface CheckQuestion {
  readonly schema: CheckSchema;
  /** Values, as text. */
  readonly texts: readonly string[];
}

/** A made-up value of the schema is wanted. */
export interface SampleQuestion {
  readonly schema: CheckSchema;
  readonly wants: 'sample';
}

export interface CheckedText {
  /** One or some of what is wrong; none when it fits. */
  readonly problems: readonly string[];
  /** The value as Avro writes it. */
  readonly avro?: Uint8Array;
}

interface Unusable {
  readonly kind: 'unusable';
  readonly reason: string;
}

export type CheckAnswer = Unusable | { readonly kind: 'checked'; readonly results: readonly CheckedText[] };
export type SampleAnswer =
  | Unusable
  /** Values can be checked by the schema, and none made up. */
  | { readonly kind: 'unsampled'; readonly reason: string }
  /** JSON, with lines. */
  | { readonly kind: 'sampled'; readonly text: string };
