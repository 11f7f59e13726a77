import type { Schema } from '@cfworker/json-schema';
import { patternText } from './pattern-text';
import type { SampleSource } from './sample-source';

const lengthMax = 1_000;

/** A text of its format or pattern, else one that fits its name, between its lengths. */
export function sampleString({ format, pattern, minLength = 0, maxLength }: Schema, name: string, source: SampleSource): string {
  const formed = format === undefined ? undefined : ofFormat(format, source);
  const matching = pattern === undefined ? undefined : patternText(pattern, source);
  const text = formed ?? matching ?? source.textFor(name);
  return text.padEnd(Math.min(minLength, lengthMax), 'a').slice(0, maxLength);
}

function ofFormat(format: string, source: SampleSource): string | undefined {
  const moment = source.moment();
  switch (format) {
    case 'date-time':
      return moment;
    case 'date':
      return moment.slice(0, 10);
    case 'time':
      return moment.slice(11);
    case 'duration':
      return `P${source.integer(1, 28)}D`;
    case 'email':
    case 'idn-email':
      return source.textFor('email');
    case 'hostname':
    case 'idn-hostname':
      return `${source.word()}.example.com`;
    case 'ipv4':
      return `192.0.2.${source.integer(1, 254)}`;
    case 'ipv6':
      return `2001:db8::${source.integer(1, 9999)}`;
    case 'uri':
    case 'iri':
    case 'uri-reference':
    case 'iri-reference':
      return `https://example.com/${source.word()}`;
    case 'uuid':
      return source.uuid();
    default:
      return undefined;
  }
}
