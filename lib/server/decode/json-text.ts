const depthMax = 100;

/** JSON of what a decoder read: whole numbers stay exact, bytes become base64, dates their ISO text. */
export function jsonText(value: unknown, depth = 0): string {
  if (depth > depthMax) throw new RangeError(`It is nested deeper than ${depthMax} levels.`);
  if (value === null) return 'null';
  switch (typeof value) {
    case 'undefined':
      return 'null';
    case 'bigint':
      return value.toString();
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : JSON.stringify(String(value));
    case 'object':
      return objectText(value, depth);
    case 'string':
    case 'boolean':
      return JSON.stringify(value);
    case 'symbol':
    case 'function':
      throw new TypeError(`No decoder reads a ${typeof value}.`);
  }
}

function objectText(value: object, depth: number): string {
  if (Array.isArray(value)) return `[${value.map((item: unknown) => jsonText(item, depth + 1)).join(',')}]`;
  if (value instanceof Uint8Array)
    return JSON.stringify(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'));
  if (value instanceof Date) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}:${jsonText(field, depth + 1)}`);
  return `{${fields.join(',')}}`;
}
