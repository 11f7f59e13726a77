/**
 * A line of the console producer as a record, after Kafka's LineMessageReader:
 *
 *   [header:value,header:value<headers.delimiter>][key<key.separator>]value
 */
import { UsageError } from '../usage-error';

export interface LineRecord {
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: readonly { readonly key: string; readonly value: Buffer | null }[];
}

export interface RecordReader {
  /** `lineNumber` counts from 1, for the complaint about a line that cannot be read. */
  read(line: Buffer, lineNumber: number): LineRecord;
}

interface ReaderSettings {
  readonly parseKey: boolean;
  readonly keySeparator: Buffer;
  readonly parseHeaders: boolean;
  readonly headersDelimiter: Buffer;
  readonly headersSeparator: Buffer;
  readonly headersKeySeparator: Buffer;
  readonly ignoreError: boolean;
  readonly nullMarker: Buffer | undefined;
}

const knownProperties = [
  'parse.key',
  'key.separator',
  'parse.headers',
  'headers.delimiter',
  'headers.separator',
  'headers.key.separator',
  'ignore.error',
  'null.marker',
];

function isTrue(text: string | undefined): boolean {
  return text?.trim().toLowerCase() === 'true';
}

function settingsOf(properties: ReadonlyMap<string, string>): ReaderSettings {
  for (const name of properties.keys()) {
    if (!knownProperties.includes(name)) {
      throw new UsageError(`--reader-property: "${name}" is not one of ${knownProperties.join(', ')}`);
    }
  }
  const separator = (name: string, fallback: string): Buffer => {
    const text = properties.get(name) ?? fallback;
    if (text === '') throw new UsageError(`--reader-property: ${name} must not be empty`);
    return Buffer.from(text);
  };
  const marker = properties.get('null.marker');
  const settings: ReaderSettings = {
    parseKey: isTrue(properties.get('parse.key')),
    keySeparator: separator('key.separator', '\t'),
    parseHeaders: isTrue(properties.get('parse.headers')),
    headersDelimiter: separator('headers.delimiter', '\t'),
    headersSeparator: separator('headers.separator', ','),
    headersKeySeparator: separator('headers.key.separator', ':'),
    ignoreError: isTrue(properties.get('ignore.error')),
    nullMarker: marker === undefined ? undefined : Buffer.from(marker),
  };
  if (settings.parseHeaders) checkDistinct(settings);
  return settings;
}

/** With equal separators no line could be taken apart. */
function checkDistinct({ headersDelimiter, headersSeparator, headersKeySeparator }: ReaderSettings): void {
  const pairs: readonly (readonly [string, Buffer, string, Buffer])[] = [
    ['headers.delimiter', headersDelimiter, 'headers.separator', headersSeparator],
    ['headers.delimiter', headersDelimiter, 'headers.key.separator', headersKeySeparator],
    ['headers.separator', headersSeparator, 'headers.key.separator', headersKeySeparator],
  ];
  for (const [name, separator, otherName, other] of pairs) {
    if (separator.equals(other)) throw new UsageError(`--reader-property: ${name} and ${otherName} may not be equal`);
  }
}

/** Splits at the first separator; undefined when there is none. */
function splitOnce(bytes: Buffer, separator: Buffer): readonly [Buffer, Buffer] | undefined {
  const at = bytes.indexOf(separator);
  return at < 0 ? undefined : [bytes.subarray(0, at), bytes.subarray(at + separator.length)];
}

function splitAll(bytes: Buffer, separator: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let rest = bytes;
  for (let split = splitOnce(rest, separator); split !== undefined; split = splitOnce(rest, separator)) {
    parts.push(split[0]);
    rest = split[1];
  }
  parts.push(rest);
  return parts;
}

export function createRecordReader(properties: ReadonlyMap<string, string>): RecordReader {
  const settings = settingsOf(properties);
  const orNull = (bytes: Buffer): Buffer | null => (settings.nullMarker?.equals(bytes) === true ? null : bytes);

  function headersOf(bytes: Buffer, lineNumber: number): LineRecord['headers'] {
    if (bytes.length === 0 || orNull(bytes) === null) return [];
    return splitAll(bytes, settings.headersSeparator).map((pair) => {
      const split = splitOnce(pair, settings.headersKeySeparator);
      if (split !== undefined) return { key: split[0].toString(), value: orNull(split[1]) };
      if (settings.ignoreError) return { key: pair.toString(), value: null };
      throw new UsageError(`No header key separator found in pair '${pair.toString()}' on line number ${lineNumber}`);
    });
  }

  return {
    read(line, lineNumber) {
      let rest = line;
      let headers: LineRecord['headers'] = [];
      if (settings.parseHeaders) {
        const split = splitOnce(rest, settings.headersDelimiter);
        if (split !== undefined) {
          headers = headersOf(split[0], lineNumber);
          rest = split[1];
        } else if (!settings.ignoreError) {
          throw new UsageError(`No header delimiter found on line number ${lineNumber}: '${line.toString()}'`);
        }
      }
      if (!settings.parseKey) return { key: null, value: orNull(rest), headers };
      const split = splitOnce(rest, settings.keySeparator);
      if (split !== undefined) return { key: orNull(split[0]), value: orNull(split[1]), headers };
      if (settings.ignoreError) return { key: null, value: orNull(rest), headers };
      throw new UsageError(`No key separator found on line number ${lineNumber}: '${line.toString()}'`);
    },
  };
}
