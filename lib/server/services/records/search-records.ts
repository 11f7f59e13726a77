import type { RecordsPage } from '@/lib/contracts/record';
import type { ServiceContext } from '../../service-context';
import type { NamedEvent } from '../../streams/named-event';
import { openPage, type ReadPageInput } from './read-page';

const rowsDefault = 100;
/** What was found and how far it is comes this often. */
const sliceMs = 250;
/** More partitions than this are not told one by one in every slice. */
const partitionsMax = 200;

/**
 * One page of a search, as it is found: each slice has the records since the last one, and a cursor from which another search goes
 * on. It ends when the page is full or everything in its direction was looked at; who has seen enough just leaves.
 */
export async function* searchRecords({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ReadPageInput;
}): AsyncGenerator<NamedEvent<'page', RecordsPage>, void, undefined> {
  const page = await openPage(ctx, input);
  let wanted = input.query.n ?? rowsDefault;
  for (let isDone = false; !isDone;) {
    const deadline = performance.now() + sliceMs;
    const slice = await page.read(wanted, () => ctx.signal.aborted || performance.now() > deadline);
    ctx.signal.throwIfAborted();
    wanted -= slice.records.length;
    isDone = !slice.scan.budgetSpent || wanted <= 0;
    const { progress } = page;
    const data = progress.length > partitionsMax ? slice : { ...slice, scan: { ...slice.scan, partitions: progress } };
    yield { event: 'page', data };
    await new Promise((resolve) => setImmediate(resolve));
  }
}
