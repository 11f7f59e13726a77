import type { FilterFaults, FilterQuery } from '@/lib/contracts/record';
import type { RecordDecoder } from '../../decode/record-decoder';
import { filterRecordOf } from '../../filter/filter-payload';
import type { FilterThread } from '../../filter/filter-thread';
import { recordFilterOf, type RecordFilter } from '../../records/record-filter';
import type { ReadRecord } from '../../records/record-row';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';

/** Of evaluating, not of reading: what a whole scan may take of the thread that all scans share. */
const scanMsMax = 15 * 60_000;

/** The filter that a query asks for; undefined when it asks for none. Fails at once when the expression is wrong. */
export async function filterOf(
  ctx: ServiceContext,
  { q, cs, f }: FilterQuery,
  decoder: RecordDecoder,
): Promise<RecordFilter | undefined> {
  const quick = recordFilterOf(q, cs === '1', decoder);
  if (f === undefined || f.trim() === '') return decoder.isAsking && quick?.kind === 'quick' ? prepared(quick, decoder) : quick;
  const expression = new ExpressionFilter(ctx.runtime.filters, f, decoder);
  await expression.check();
  return {
    kind: 'asking',
    faults: () => expression.faults,
    select: async (records) => {
      await decoder.prepare(records);
      const candidates = quick?.kind === 'quick' ? records.filter(({ record }) => quick.matches(record)) : records;
      const matching = await expression.matching(candidates);
      return records.map((record) => matching.has(record));
    },
  };
}

/** What it looks into is decoded with schemas that have to be there first. */
function prepared({ matches }: Extract<RecordFilter, { kind: 'quick' }>, decoder: RecordDecoder): RecordFilter {
  return {
    kind: 'asking',
    faults: () => undefined,
    select: async (records) => {
      await decoder.prepare(records);
      return records.map(({ record }) => matches(record));
    },
  };
}

class ExpressionFilter {
  faults: FilterFaults | undefined;
  readonly #thread: FilterThread;
  readonly #expression: string;
  readonly #decoder: RecordDecoder;
  #spentMs = 0;

  constructor(thread: FilterThread, expression: string, decoder: RecordDecoder) {
    this.#thread = thread;
    this.#expression = expression;
    this.#decoder = decoder;
  }

  async check(): Promise<void> {
    await this.matching([]);
  }

  async matching(candidates: readonly ReadRecord[]): Promise<ReadonlySet<ReadRecord>> {
    const records = candidates.map(({ partition, record }) => filterRecordOf(partition, record, this.#decoder.payload));
    const startedAt = performance.now();
    const answer = await this.#thread.ask({ expression: this.#expression, records });
    this.#spentMs += performance.now() - startedAt;
    if (answer.kind === 'invalid') {
      const { message, start, end } = answer.fault;
      throw new ServiceError('INVALID_FILTER', message, { field: 'f', details: { start, end } });
    }
    if (this.#spentMs > scanMsMax)
      throw new ServiceError('FILTER_STOPPED', 'The filter expression took too long over the whole scan.', {
        field: 'f',
        details: { reason: 'scan' },
      });
    const { failed, firstFault } = answer;
    if (firstFault !== undefined) {
      const { partition, offset, message } = firstFault;
      const first = this.faults?.first ?? { partition, offset: String(offset), message };
      this.faults = { count: (this.faults?.count ?? 0) + failed, first };
    }
    return new Set(candidates.filter((_, index) => answer.matches[index] === true));
  }
}
