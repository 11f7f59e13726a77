import { recordFieldOf, recordFieldPattern, type RecordField } from './record-field';

/** Where a term is looked for. */
export type QuickField = { readonly kind: 'anywhere' } | RecordField;

/** One term of a quick filter; a record has to meet all of them. An empty text asks only that the field is there. */
export interface QuickTerm {
  readonly isNegated: boolean;
  readonly field: QuickField;
  readonly text: string;
}

const fieldPattern = new RegExp(`${recordFieldPattern}:`, 'y');
const phrasePattern = /"((?:[^"\\]|\\.)*)"(?=\s|$)/y;
const wordPattern = /\S*/y;

/**
 * `refund -test value.customer.country:NL header.trace-id:4f2 "two words"`: words and phrases, each found anywhere in key, value
 * and headers, or in one field; `-` before a term turns it round. Any text is a quick filter: what looks like no term is a word.
 */
export function parseQuickFilter(q: string): readonly QuickTerm[] {
  const terms: QuickTerm[] = [];
  for (let at = skipSpace(q, 0); at < q.length; at = skipSpace(q, at)) {
    const isNegated = q[at] === '-' && at + 1 < q.length && !/\s/.test(q[at + 1] ?? '');
    if (isNegated) at += 1;
    const named = matchAt(fieldPattern, q, at);
    if (named !== null) at += named[0].length;
    const phrase = matchAt(phrasePattern, q, at);
    const word = phrase ?? matchAt(wordPattern, q, at);
    const text = phrase === null ? (word?.[0] ?? '') : (phrase[1] ?? '').replace(/\\(.)/gs, '$1');
    at += word?.[0].length ?? 0;
    terms.push({ isNegated, field: named === null ? { kind: 'anywhere' } : recordFieldOf(named), text });
  }
  return terms;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
  return at;
}
