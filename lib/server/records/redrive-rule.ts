import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import { originHeaders, redriveCountHeader } from '@/lib/contracts/transfer';
import type { Stay } from './transfer-tally';

type Headers = readonly { readonly key: Buffer; readonly value: Buffer | null }[];

export interface RedriveRule {
  /** Where the records are: none comes back here. */
  readonly source: string;
  /** The header that names the topic; undefined: those of Spring and Kafka Connect. */
  readonly header: string | undefined;
  /** Redriven this often, a record stays. */
  readonly limit: number;
  readonly dropsErrorHeaders: boolean;
}

interface Redriven {
  readonly topic: string;
  readonly headers: NonNullable<RecordInput['headers']>;
}

const errorPrefixes = ['kafka_dlt-', '__connect.errors.'];

/** Where a record of a dead-letter topic goes and with which headers, or why it stays. Whether the topic is there is not asked. */
export function redriven(headers: Headers, { source, header, limit, dropsErrorHeaders }: RedriveRule): Redriven | Stay {
  const origins = header === undefined ? originHeaders : [header];
  const named = origins.map((name) => lastOf(headers, name)).find((value) => value !== undefined);
  if (named === undefined) return { stays: 'no-header', topic: null };
  const topic = named.toString('latin1');
  if (!/^[a-zA-Z0-9._-]{1,249}$/.test(topic)) return { stays: 'no-name', topic: null };
  if (topic === source) return { stays: 'same-topic', topic };
  const count = countOf(lastOf(headers, redriveCountHeader));
  if (count >= limit) return { stays: 'limit', topic: null };
  const isDropped = (key: string): boolean =>
    key === redriveCountHeader ||
    (dropsErrorHeaders && (key === header || errorPrefixes.some((prefix) => key.startsWith(prefix))));
  return {
    topic,
    headers: [
      ...headers.filter(({ key }) => !isDropped(key.toString('utf8'))),
      { key: redriveCountHeader, value: Buffer.from(String(count + 1)) },
    ],
  };
}

/** Who adds a header to those that are there puts it last. */
function lastOf(headers: Headers, name: string): Buffer | undefined {
  const key = Buffer.from(name);
  return headers.findLast((header) => header.key.equals(key))?.value ?? undefined;
}

/** What is no count was not written by a redrive. */
function countOf(value: Buffer | undefined): number {
  const text = value?.toString('latin1') ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
