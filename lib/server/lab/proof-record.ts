import * as z from 'zod/mini';
import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import type { KafkaRecord } from '@/lib/contracts/record';

const proofValue = z.object({ run: z.string(), n: z.int() });

/** What a proof writes: whose it is, and which number. */
export function proofRecord(run: string, number: number): RecordInput {
  return { key: Buffer.from(run), value: Buffer.from(JSON.stringify({ run, n: number })), timestampMs: Date.now() };
}

/** The number of a record of the run; undefined for what others wrote. */
export function numberOfRecord({ key, value }: KafkaRecord, run: string): number | undefined {
  if (key === null || !('text' in key) || key.text !== run || value === null || !('text' in value)) return undefined;
  const parsed = z.safeParse(proofValue, parseJson(value.text));
  return parsed.success && parsed.data.run === run ? parsed.data.n : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours, then.
    return undefined;
  }
}
