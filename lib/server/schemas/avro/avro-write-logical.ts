import type { JsonTree } from '../json-tree';
import type { WriteValue } from './avro-output';
import { bytesIn, integerIn, writeFixed, writeInt, writeLong } from './avro-write-values';

interface MomentKind {
  readonly kind: 'date' | 'time' | 'timestamp' | 'local';
  readonly type: 'int' | 'long';
  /** What it counts. */
  readonly partsPerSecond?: bigint;
}

const daySeconds = 86_400n;
const datePattern = /^\d{4}-\d\d-\d\d$/;
const timePattern = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?$/;
const timestampPattern = /^(\d{4}-\d\d-\d\d)[T ]([\d:.]+)(Z|[+-]\d\d:\d\d)?$/;

const examples: Record<MomentKind['kind'], string> = {
  date: 'a date such as "2026-01-31"',
  time: 'a time such as "13:30:00"',
  timestamp: 'a time such as "2026-01-31T13:30:00Z"',
  local: 'a time such as "2026-01-31T13:30:00"',
};

/** A number, as it is written, or the text that it is shown as. */
export function writeMoment({ kind, type, partsPerSecond = 1n }: MomentKind): WriteValue {
  return (value, output, path) => {
    const count = value.kind === 'string' ? countOf(value.text, kind, partsPerSecond) : undefined;
    if (count !== undefined) output.addLong(count);
    else if (value.kind === 'number' && integerIn(value) !== undefined)
      (type === 'int' ? writeInt : writeLong)(value, output, path);
    else output.expected(`${type}, or ${examples[kind]}`, value, path);
  };
}

function countOf(text: string, kind: MomentKind['kind'], partsPerSecond: bigint): bigint | undefined {
  if (kind === 'date') return daysOf(text);
  if (kind === 'time') return partsOfDay(text, partsPerSecond);
  const [, date = '', time = '', zone] = timestampPattern.exec(text) ?? [];
  const days = daysOf(date);
  const parts = partsOfDay(time, partsPerSecond);
  const isZoned = zone !== undefined;
  if (days === undefined || parts === undefined || isZoned !== (kind === 'timestamp')) return undefined;
  return (days * daySeconds - offsetSeconds(zone ?? 'Z')) * partsPerSecond + parts;
}

function daysOf(text: string): bigint | undefined {
  if (!datePattern.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && new Date(ms).toISOString().startsWith(text) ? BigInt(ms / 86_400_000) : undefined;
}

/** Undefined also when it says more than its type can hold. */
function partsOfDay(text: string, partsPerSecond: bigint): bigint | undefined {
  const [whole, hours = '', minutes = '', seconds = '0', fraction = ''] = timePattern.exec(text) ?? [];
  const places = partsPerSecond.toString().length - 1;
  const digits = fraction.replace(/0+$/, '');
  if (whole === undefined || digits.length > places) return undefined;
  const second = BigInt(hours) * 3_600n + BigInt(minutes) * 60n + BigInt(seconds);
  return second * partsPerSecond + BigInt(digits.padEnd(places, '0') || '0');
}

function offsetSeconds(zone: string): bigint {
  if (zone === 'Z') return 0n;
  const seconds = BigInt(zone.slice(1, 3)) * 3_600n + BigInt(zone.slice(4)) * 60n;
  return zone.startsWith('-') ? -seconds : seconds;
}

interface DecimalRules {
  readonly scale: number;
  readonly precision: number | undefined;
  /** Of a fixed; undefined: as many bytes as it needs. */
  readonly size: number | undefined;
}

const decimalPattern = /^(-?)(\d{1,300})(?:\.(\d{1,300}))?$/;

/** A number or a text of its digits; else its bytes. */
export function writeDecimal({ scale, precision, size }: DecimalRules): WriteValue {
  return (value, output, path) => {
    const unscaled = unscaledOf(value, scale);
    const digits = unscaled?.toString().replace('-', '').length ?? 0;
    const bytes = unscaled === undefined ? bytesIn(value) : integerBytes(unscaled, size);
    const isFitting = precision === undefined || digits <= precision;
    if (bytes === undefined || !isFitting || (size !== undefined && bytes.length !== size)) {
      const limits = precision === undefined ? `${scale} places` : `${scale} places and at most ${precision} digits`;
      output.expected(`a decimal of ${limits}`, value, path);
    } else if (size === undefined) output.addSized(bytes);
    else output.add(bytes);
  };
}

function unscaledOf(value: JsonTree, scale: number): bigint | undefined {
  const text = value.kind === 'number' ? value.digits : value.kind === 'string' ? value.text : '';
  const [matched, sign = '', whole = '', fraction = ''] = decimalPattern.exec(text) ?? [];
  const places = fraction.replace(/0+$/, '');
  if (matched === undefined || places.length > scale) return undefined;
  return BigInt(`${sign}${whole}${places.padEnd(scale, '0')}`);
}

/** Two's complement, big-endian; undefined when it does not fit. */
function integerBytes(value: bigint, size: number | undefined): Buffer | undefined {
  let length = size ?? 1;
  if (size === undefined) while (BigInt.asIntN(length * 8, value) !== value) length += 1;
  if (BigInt.asIntN(length * 8, value) !== value) return undefined;
  return Buffer.from(
    BigInt.asUintN(length * 8, value)
      .toString(16)
      .padStart(length * 2, '0'),
    'hex',
  );
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const writeUuid: WriteValue = (value, output, path) => {
  if (value.kind === 'string' && uuidPattern.test(value.text)) output.addSized(Buffer.from(value.text, 'utf8'));
  else output.expected('a UUID', value, path);
};

export const writeUuidBytes: WriteValue = (value, output, path) => {
  if (value.kind === 'string' && uuidPattern.test(value.text)) output.add(Buffer.from(value.text.replaceAll('-', ''), 'hex'));
  else if (bytesIn(value)?.length === 16) writeFixed(16)(value, output, path);
  else output.expected('a UUID', value, path);
};

const durationParts = ['months', 'days', 'millis'] as const;

/** `{"months": 1, "days": 2, "millis": 3}`, or its twelve bytes. */
export const writeDuration: WriteValue = (value, output, path) => {
  if (value.kind !== 'object' || value.fields.has('base64')) {
    writeFixed(12)(value, output, path);
    return;
  }
  const bytes = Buffer.alloc(12);
  durationParts.forEach((part, index) => {
    const given = value.fields.get(part);
    const count = given === undefined ? undefined : integerIn(given);
    if (count === undefined || BigInt.asUintN(32, count) !== count) output.expected('a count of 32 bits', given, [...path, part]);
    else bytes.writeUInt32LE(Number(count), index * 4);
  });
  output.add(bytes);
};
