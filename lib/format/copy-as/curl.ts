import { shellWord } from './quote';
import type { Reading, Snippet } from './reading';

/** The console's own API, which knows all that the page knows. */
export function curl(reading: Reading): Snippet {
  return { code: `curl -sS ${shellWord(reading.url)}`, limits: reading.begin.kind === 'live' ? ['liveCall'] : [] };
}
