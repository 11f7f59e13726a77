/** A part of a record that a filter or a column names. */
export type RecordField =
  | { readonly kind: 'key' | 'value'; readonly path: readonly string[] }
  /** Of any header when there is no name. */
  | { readonly kind: 'header'; readonly name: string | undefined };

/** `value.customer.country`, `value.lines[0].sku`, `key`, `header.trace-id`, `h.trace-id`; three groups for `recordFieldOf`. */
export const recordFieldPattern = String.raw`(?:(key|value)((?:\.[^\s.:"]+|\[\d+\])*)|(?:header|h(?=\.))(?:\.([^\s:"]+))?)`;

const wholePattern = new RegExp(`^${recordFieldPattern}$`);

/** Of a match of the pattern. A place in a list is a step like a name: `[0]` is `.0`. */
export function recordFieldOf([, part, path = '', name]: readonly (string | undefined)[]): RecordField {
  if (part !== 'key' && part !== 'value') return { kind: 'header', name };
  const steps = path.replace(/\[(\d+)\]/g, '.$1').slice(1);
  return { kind: part, path: steps === '' ? [] : steps.split('.') };
}

/** Undefined when the text names no field. */
export function parseRecordField(text: string): RecordField | undefined {
  const match = wholePattern.exec(text);
  return match === null ? undefined : recordFieldOf(match);
}
