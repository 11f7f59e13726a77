import type { SchemaDraft } from '@cfworker/json-schema';

const depthMax = 100;
const nodesMax = 50_000;
const types: ReadonlySet<unknown> = new Set(['null', 'boolean', 'object', 'array', 'number', 'integer', 'string']);
/** What stands in these is data, whatever it looks like. */
const dataKeywords: ReadonlySet<string> = new Set(['enum', 'const', 'default', 'examples', 'example']);

type Node = Readonly<Record<string, unknown>>;

/** The draft that a schema is written for; the newest where it does not say. */
export function draftOf(schema: unknown): SchemaDraft {
  const named = isNode(schema) && typeof schema['$schema'] === 'string' ? schema['$schema'] : '';
  if (/draft-0[0-3]\//.test(named)) throw new TypeError('drafts before 4 are not known here');
  if (named.includes('draft-04')) return '4';
  if (/draft-0[67]/.test(named)) return '7';
  return named.includes('2019-09') ? '2019-09' : '2020-12';
}

/** Throws with what cannot be checked, so that it is not passed over in silence. */
export function refuseFaults(schema: unknown): void {
  if (typeof schema !== 'boolean' && !isNode(schema)) throw new TypeError('a JSON Schema is an object, or true or false');
  let nodes = 0;
  const look = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null) return;
    nodes += 1;
    if (depth > depthMax) throw new RangeError(`it is nested deeper than ${depthMax} levels`);
    if (nodes > nodesMax) throw new RangeError(`it has more than ${nodesMax} parts`);
    if (isNode(node)) refuseNode(node);
    for (const [keyword, inner] of Object.entries(node)) if (!dataKeywords.has(keyword)) look(inner, depth + 1);
  };
  look(schema, 0);
}

function refuseNode({ $dynamicRef, type, pattern, patternProperties }: Node): void {
  if (typeof $dynamicRef === 'string') throw new TypeError('$dynamicRef is not known here');
  const named = typeof type === 'string' ? [type] : Array.isArray(type) ? type : [];
  for (const name of named) {
    if (!types.has(name)) throw new TypeError(`${JSON.stringify(name)} is no type`);
  }
  const patterns = [
    ...(typeof pattern === 'string' ? [pattern] : []),
    ...(isNode(patternProperties) ? Object.keys(patternProperties) : []),
  ];
  for (const each of patterns) new RegExp(each, 'u');
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
