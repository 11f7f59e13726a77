import type { DecodedPayload, Otherwise, PayloadFormat, SchemaFacts } from '@/lib/contracts/decoding';
import type { DecodedBody } from './decode-payload';

export interface Decoding {
  readonly format: PayloadFormat;
  readonly body: DecodedBody;
  /** Of a Schema Registry. */
  readonly schema?: SchemaFacts;
  /** What else it could be, and why it is not read so. */
  readonly otherwise?: Otherwise;
}

/** What travels of it, with at most that many characters; what the payload itself says is not said twice. */
export function decodedFacts({ format, body, schema, otherwise }: Decoding, charactersMax: number): DecodedPayload {
  const facts = { format, ...(schema === undefined ? {} : { schema }), ...(otherwise === undefined ? {} : { otherwise }) };
  if ('problem' in body) return { ...facts, problem: body.problem };
  if (format === 'utf8' || format === 'json') return { format };
  const text = 'json' in body ? body.json : body.text;
  const shown = beginning(text, charactersMax);
  return {
    ...facts,
    ...('json' in body ? { json: shown } : { text: shown }),
    ...(shown.length < text.length ? { truncated: true as const } : {}),
  };
}

/** Characters of two units are not torn apart. */
function beginning(text: string, charactersMax: number): string {
  const last = text.charCodeAt(charactersMax - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? charactersMax - 1 : charactersMax);
}
