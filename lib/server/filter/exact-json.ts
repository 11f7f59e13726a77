import { jsonChildren, jsonValueAt, type JsonChild } from '../../format/json-layout';

const longInteger = /\d{16}/;
const integer = /^-?\d+$/;
const depthMax = 500;

/** JSON.parse, but whole numbers that a double cannot hold come as bigints. Throws SyntaxError. */
export function parseExactJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (!longInteger.test(text)) return value;
  const root = jsonValueAt(text, 0);
  return root === undefined ? value : exact(text, root, 0);
}

function exact(text: string, at: JsonChild, depth: number): unknown {
  const written = text.slice(at.start, at.end);
  if (depth > depthMax || (at.kind !== 'object' && at.kind !== 'array' && at.kind !== 'number')) return JSON.parse(written);
  if (at.kind === 'number') {
    const value = Number(written);
    return integer.test(written) && !Number.isSafeInteger(value) ? BigInt(written) : value;
  }
  const { children } = jsonChildren(text, at, Number.MAX_SAFE_INTEGER);
  if (at.kind === 'array') return children.map((child) => exact(text, child, depth + 1));
  const entries = children.map(({ key, ...child }): [string, unknown] => {
    const name: unknown = key === undefined ? '' : JSON.parse(text.slice(key.start, key.end));
    return [String(name), exact(text, child, depth + 1)];
  });
  return Object.fromEntries(entries);
}
