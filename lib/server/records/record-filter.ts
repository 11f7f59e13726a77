import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import type { FilterFaults } from '@/lib/contracts/record';
import { parseQuickFilter } from '@/lib/format/quick-filter';
import { plainPayload } from '../filter/filter-payload';
import { quickMatch, type QuickReaders } from '../filter/quick-match';
import type { ReadRecord } from './record-row';

/** Answers record by record, or, when it has to ask elsewhere, for a lot of records at a time. */
export type RecordFilter =
  | { readonly kind: 'quick'; readonly matches: (record: DecodedRecord) => boolean }
  | {
      readonly kind: 'asking';
      readonly select: (records: readonly ReadRecord[]) => Promise<readonly boolean[]>;
      /** Records it could not decide on so far. */
      readonly faults: () => FilterFaults | undefined;
    };

export function faultsOf(filter: RecordFilter | undefined): FilterFaults | undefined {
  return filter?.kind === 'asking' ? filter.faults() : undefined;
}

/** Of a quick filter's text. Undefined when there is nothing to look for. */
export function recordFilterOf(
  q: string | undefined,
  isCaseSensitive = false,
  readers: QuickReaders = { payload: plainPayload },
): RecordFilter | undefined {
  const terms = parseQuickFilter(q ?? '');
  return terms.length === 0 ? undefined : { kind: 'quick', matches: quickMatch(terms, isCaseSensitive, readers) };
}
