import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import type { QuickTerm } from '@/lib/format/quick-filter';
import type { PayloadReader } from './filter-payload';

type Match = (record: DecodedRecord) => boolean;

/** Whether a record meets every term. `decode` is asked only where a term looks into a decoded body. */
export function quickMatch(terms: readonly QuickTerm[], isCaseSensitive: boolean, decode: PayloadReader | undefined): Match {
  const tests = terms.map((term): Match => {
    const matches = matchOf(term, isCaseSensitive, decode);
    return term.isNegated ? (record) => !matches(record) : matches;
  });
  return (record) => tests.every((test) => test(record));
}

function matchOf({ field, text }: QuickTerm, isCaseSensitive: boolean, decode: PayloadReader | undefined): Match {
  const inBytes = bytesTest(text, isCaseSensitive);
  const inText = textTest(text, isCaseSensitive);
  const inPart = (record: DecodedRecord, part: 'key' | 'value'): boolean => {
    if (inBytes(record[part])) return true;
    const payload = decode?.(record, part);
    return (
      payload !== undefined &&
      payload !== null &&
      ('json' in payload ? inText(payload.json) : 'text' in payload && inText(payload.text))
    );
  };
  switch (field.kind) {
    case 'anywhere':
      return (record) =>
        inPart(record, 'key') ||
        inPart(record, 'value') ||
        record.headers.some(({ key, value }) => inBytes(key) || inBytes(value));
    case 'header': {
      const { name } = field;
      return (record) =>
        record.headers.some(
          ({ key, value }) =>
            (name === undefined || sameText(key.toString('utf8'), name, isCaseSensitive)) && (text === '' || inBytes(value)),
        );
    }
    case 'key':
    case 'value': {
      const { kind, path } = field;
      if (path.length === 0) return (record) => (text === '' ? record[kind] !== null : inPart(record, kind));
      return (record) => pathTest(record, kind, path, inText, decode);
    }
  }
}

/** Looks a path up in a JSON body; a list is looked into at every place unless the path says which. */
function pathTest(
  record: DecodedRecord,
  part: 'key' | 'value',
  path: readonly string[],
  inText: (text: string) => boolean,
  decode: PayloadReader | undefined,
): boolean {
  const payload = decode?.(record, part);
  if (payload === undefined || payload === null || !('json' in payload)) return false;
  const document: unknown = JSON.parse(payload.json);
  return leavesAt(document, path, 0).some((leaf) => inText(typeof leaf === 'string' ? leaf : JSON.stringify(leaf)));
}

export function leavesAt(value: unknown, path: readonly string[], depth: number): readonly unknown[] {
  const name = path[depth];
  if (name === undefined) return [value];
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (/^\d+$/.test(name)) return Number(name) < items.length ? leavesAt(items[Number(name)], path, depth + 1) : [];
    return items.flatMap((item) => leavesAt(item, path, depth));
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return leavesAt(Reflect.get(value, name), path, depth + 1);
}

function bytesTest(text: string, isCaseSensitive: boolean): (bytes: Buffer | null) => boolean {
  if (isCaseSensitive) {
    const needle = Buffer.from(text);
    return (bytes) => bytes?.includes(needle) === true;
  }
  const needle = text.toLowerCase();
  // ASCII is found in any encoding that extends it, and reading bytes as Latin-1 is several times faster.
  const encoding = /^[\x00-\x7f]*$/.test(needle) ? 'latin1' : 'utf8';
  return (bytes) => bytes?.toString(encoding).toLowerCase().includes(needle) === true;
}

function textTest(text: string, isCaseSensitive: boolean): (text: string) => boolean {
  const needle = isCaseSensitive ? text : text.toLowerCase();
  return (given) => (isCaseSensitive ? given : given.toLowerCase()).includes(needle);
}

function sameText(a: string, b: string, isCaseSensitive: boolean): boolean {
  return isCaseSensitive ? a === b : a.toLowerCase() === b.toLowerCase();
}
