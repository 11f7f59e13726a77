import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import type { QuickTerm } from '@/lib/format/quick-filter';
import type { FilterPayload } from './cel-messages';
import type { PayloadReader } from './filter-payload';

type Match = (record: DecodedRecord) => boolean;

/** How a body is looked into: `payload` for its fields; `decoded` where its text is not what its bytes are. */
export interface QuickReaders {
  readonly payload: PayloadReader;
  readonly decoded?: PayloadReader;
}

/** Whether a record meets every term. */
export function quickMatch(terms: readonly QuickTerm[], isCaseSensitive: boolean, readers: QuickReaders): Match {
  const tests = terms.map((term): Match => {
    const matches = matchOf(term, isCaseSensitive, readers);
    return term.isNegated ? (record) => !matches(record) : matches;
  });
  return (record) => tests.every((test) => test(record));
}

function matchOf({ field, text }: QuickTerm, isCaseSensitive: boolean, { payload, decoded }: QuickReaders): Match {
  const inBytes = bytesTest(text, isCaseSensitive);
  const inText = textTest(text, isCaseSensitive);
  const inPart = (record: DecodedRecord, part: 'key' | 'value'): boolean => {
    if (inBytes(record[part])) return true;
    const body = decoded?.(record, part) ?? null;
    return body !== null && ('json' in body ? inText(body.json) : 'text' in body && inText(body.text));
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
      const canSkip = isWrittenAsItIs(text);
      return (record) => {
        const bytes = record[kind];
        if (canSkip && !inBytes(bytes) && bytes?.includes(backslash) === false && (decoded?.(record, kind) ?? null) === null)
          return false;
        return isAtPath(payload(record, kind), path, inText);
      };
    }
  }
}

const backslash = 0x5c;

/** No number can be written in another way than this, so that a body without it needs no parsing (unless it has escapes). */
function isWrittenAsItIs(text: string): boolean {
  return /[^\d.eE+-]/.test(text);
}

/** Looks a path up in a JSON body; a list is looked into at every place unless the path says which. */
function isAtPath(body: FilterPayload, path: readonly string[], inText: (text: string) => boolean): boolean {
  if (body === null || !('json' in body)) return false;
  return leavesAt(documentOf(body.json), path, 0).some((leaf) => inText(typeof leaf === 'string' ? leaf : JSON.stringify(leaf)));
}

function documentOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function leavesAt(value: unknown, path: readonly string[], depth: number): readonly unknown[] {
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
