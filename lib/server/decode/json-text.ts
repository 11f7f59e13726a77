const depthMax = 100;

/** JSON of what a decoder read: whole numbers stay exact, bytes become base64, dates their ISO text. */
export function jsonText(value: unknown, depth = 0): string {
  if (depth > depthMax) throw new RangeError(`It is nested deeper than ${depthMax} levels.`);
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'object') return objectText(value, depth);
  if (typeof value === 'symbol' || typeof value === 'function') throw new TypeError(`No decoder reads a ${typeof value}.`);
  return JSON.stringify(typeof value === 'number' && !Number.isFinite(value) ? String(value) : value);
}

function objectText(value: object, depth: number): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => jsonText(item, depth + 1)).join(',')}]`;
  if (value instanceof Uint8Array)
    return JSON.stringify(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'));
  if (value instanceof Date) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${jsonText(field, depth + 1)}`);
  return `{${fields.join(',')}}`;
}
