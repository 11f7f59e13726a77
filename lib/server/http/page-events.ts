import type { RecordsPage } from '@/lib/contracts/record';
import { errorBody } from '../error-body';

/** The slices of a search as SSE: `page`, and at last `end` or, when it fails under way, `problem`. */
export async function* pageEvents(
  pages: AsyncGenerator<RecordsPage, void, undefined>,
  requestId: string,
): AsyncGenerator<string, void, undefined> {
  let isBegun = false;
  try {
    for await (const page of pages) {
      isBegun = true;
      yield event('page', page);
    }
    yield event('end', { reason: 'complete' });
  } catch (error) {
    // Before the first slice the request itself can still fail.
    if (!isBegun) throw error;
    yield event('problem', { error: errorBody(error, requestId) });
  }
}

function event(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
