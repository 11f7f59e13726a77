import type { JsonTree } from '../json-tree';
import type { AvroOutput, WriteValue } from './avro-output';
import type { ValuePath } from '../value-problem';

const beyondBytes = /[^\0-\u00ff]/;
const wholeNumber = /^-?\d{1,30}$/;
/** What JSON has no number for. */
const namedNumbers: ReadonlySet<string> = new Set(['NaN', 'Infinity', '-Infinity']);

export const writeNull: WriteValue = (value, output, path) => {
  if (value.kind !== 'null') output.expected('null', value, path);
};

export const writeBoolean: WriteValue = (value, output, path) => {
  if (value.kind === 'boolean') output.add(Buffer.from([value.value ? 1 : 0]));
  else output.expected('boolean', value, path);
};

export const writeInt: WriteValue = (value, output, path) => writeWhole(value, output, path, 'int', 32);
export const writeLong: WriteValue = (value, output, path) => writeWhole(value, output, path, 'long', 64);

/** Its digits as they were typed; undefined when it is no whole number. */
export function integerIn(value: JsonTree): bigint | undefined {
  if (value.kind !== 'number') return undefined;
  if (wholeNumber.test(value.digits)) return BigInt(value.digits);
  const number = Number(value.digits);
  return Number.isSafeInteger(number) ? BigInt(number) : undefined;
}

function writeWhole(value: JsonTree, output: AvroOutput, path: ValuePath, name: string, bits: number): void {
  const integer = integerIn(value);
  if (integer === undefined) output.expected(name, value, path);
  else if (BigInt.asIntN(bits, integer) !== integer) output.expected(`${name} (${bits} bits)`, value, path);
  else output.addLong(integer);
}

/** Also the texts that stand for what JSON has no number for. */
function numberIn(value: JsonTree): number | undefined {
  if (value.kind === 'string' && namedNumbers.has(value.text)) return Number(value.text);
  return value.kind === 'number' ? Number(value.digits) : undefined;
}

export const writeFloat: WriteValue = (value, output, path) => {
  const number = numberIn(value);
  if (number === undefined || (value.kind === 'number' && !Number.isFinite(Math.fround(number)))) {
    output.expected('float', value, path);
    return;
  }
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(number);
  output.add(bytes);
};

export const writeDouble: WriteValue = (value, output, path) => {
  const number = numberIn(value);
  if (number === undefined || (value.kind === 'number' && !Number.isFinite(number))) {
    output.expected('double', value, path);
    return;
  }
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(number);
  output.add(bytes);
};

export const writeString: WriteValue = (value, output, path) => {
  if (value.kind === 'string') output.addSized(Buffer.from(value.text, 'utf8'));
  else output.expected('string', value, path);
};

/** A character for each byte, as Avro's own JSON has it, or `{"base64": "…"}`. Undefined when it is neither. */
export function bytesIn(value: JsonTree): Buffer | undefined {
  if (value.kind === 'string') return beyondBytes.test(value.text) ? undefined : Buffer.from(value.text, 'latin1');
  if (value.kind !== 'object' || value.fields.size !== 1) return undefined;
  const base64 = value.fields.get('base64');
  if (base64?.kind !== 'string') return undefined;
  const bytes = Buffer.from(base64.text, 'base64');
  return bytes.toString('base64').replace(/=+$/, '') === base64.text.replace(/=+$/, '') ? bytes : undefined;
}

export const writeBytes: WriteValue = (value, output, path) => {
  const bytes = bytesIn(value);
  if (bytes === undefined) output.expected('bytes (a character up to \\u00ff for each, or {"base64": "…"})', value, path);
  else output.addSized(bytes);
};

export function writeFixed(sizeBytes: number): WriteValue {
  return (value, output, path) => {
    const bytes = bytesIn(value);
    if (bytes?.length === sizeBytes) output.add(bytes);
    else output.expected(`${sizeBytes} bytes (a character up to \\u00ff for each, or {"base64": "…"})`, value, path);
  };
}

export function writeSymbol(symbols: readonly string[]): WriteValue {
  return (value, output, path) => {
    const index = value.kind === 'string' ? symbols.indexOf(value.text) : -1;
    if (index === -1) output.expected(`one of ${listed(symbols)}`, value, path);
    else output.addLong(BigInt(index));
  };
}

const listedMax = 12;

function listed(symbols: readonly string[]): string {
  return symbols.slice(0, listedMax).join(', ') + (symbols.length > listedMax ? ', …' : '');
}
