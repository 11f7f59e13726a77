/**
 * A record as the console consumer prints it, after Kafka's DefaultMessageFormatter: time, partition, offset, headers, key
 * and value, as far as they are asked for, with the key separator between them and the line separator behind.
 */
import type { ConsumedRecord } from '../../client/partition-consumer';
import { UsageError } from '../usage-error';

export type TimestampType = 'CreateTime' | 'LogAppendTime';

export interface MessageFormatter {
  readonly printsTimestamp: boolean;
  format(record: ConsumedRecord, timestampType: TimestampType): Buffer;
}

const knownProperties = [
  'print.timestamp',
  'print.partition',
  'print.offset',
  'print.headers',
  'print.key',
  'print.value',
  'key.separator',
  'line.separator',
  'headers.separator',
  'null.literal',
];

export function createMessageFormatter(properties: ReadonlyMap<string, string>): MessageFormatter {
  for (const name of properties.keys()) {
    if (!knownProperties.includes(name)) {
      throw new UsageError(`--formatter-property: "${name}" is not one of ${knownProperties.join(', ')}`);
    }
  }
  const flag = (name: string, fallback: boolean): boolean => {
    const text = properties.get(name);
    return text === undefined ? fallback : text.trim().toLowerCase() === 'true';
  };
  const bytes = (name: string, fallback: string): Buffer => Buffer.from(properties.get(name) ?? fallback);
  const prints = {
    timestamp: flag('print.timestamp', false),
    partition: flag('print.partition', false),
    offset: flag('print.offset', false),
    headers: flag('print.headers', false),
    key: flag('print.key', false),
    value: flag('print.value', true),
  };
  const keySeparator = bytes('key.separator', '\t');
  const lineSeparator = bytes('line.separator', '\n');
  const headersSeparator = bytes('headers.separator', ',');
  const nullLiteral = bytes('null.literal', 'null');

  function headersText(headers: ConsumedRecord['headers']): Buffer {
    if (headers.length === 0) return Buffer.from('NO_HEADERS');
    const parts = headers.flatMap(({ key, value }, index) => [
      ...(index === 0 ? [] : [headersSeparator]),
      key,
      Buffer.from(':'),
      value ?? nullLiteral,
    ]);
    return Buffer.concat(parts);
  }

  return {
    printsTimestamp: prints.timestamp,
    format(record, timestampType) {
      const fields: Buffer[] = [];
      if (prints.timestamp) fields.push(Buffer.from(`${timestampType}:${record.timestamp}`));
      if (prints.partition) fields.push(Buffer.from(`Partition:${record.partition}`));
      if (prints.offset) fields.push(Buffer.from(`Offset:${record.offset}`));
      if (prints.headers) fields.push(headersText(record.headers));
      if (prints.key) fields.push(record.key ?? nullLiteral);
      if (prints.value) fields.push(record.value ?? nullLiteral);
      const separated = fields.flatMap((each, index) => (index === 0 ? [each] : [keySeparator, each]));
      return Buffer.concat([...separated, lineSeparator]);
    },
  };
}
