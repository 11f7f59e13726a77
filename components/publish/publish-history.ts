import * as z from 'zod/mini';
import { keptList } from './kept-list';
import { publishDraft, type PublishDraft } from './publish-draft';

const outcome = z.union([
  z.object({ partition: z.int(), offset: z.nullable(z.string()) }),
  /** The code of the failure. */
  z.object({ failed: z.string() }),
]);

const historyEntry = z.object({
  id: z.string(),
  atMs: z.number(),
  cluster: z.string(),
  topic: z.string(),
  /** As it was sent: placeholders are filled. */
  draft: publishDraft,
  outcome,
});

export type HistoryEntry = z.infer<typeof historyEntry>;
export type HistoryOutcome = z.infer<typeof outcome>;

const entriesMax = 500;
const charactersMax = 2_000_000;
const entryCharactersMax = 200_000;

/** What was published from this browser, newest first. */
export const publishHistory = keptList({
  name: 'ottla-publish-history',
  item: historyEntry,
  itemsMax: entriesMax,
  charactersMax,
});

/** A message that is too large to be kept whole is not kept: a cut one must never be sent again. */
export function remember(cluster: string, topic: string, draft: PublishDraft, result: HistoryOutcome): void {
  if (JSON.stringify(draft).length > entryCharactersMax) return;
  const atMs = Date.now();
  publishHistory.update((entries) => [
    { id: `${atMs}-${Math.random()}`, atMs, cluster, topic, draft, outcome: result },
    ...entries,
  ]);
}

/** Case-insensitive, in the topic, key, value and headers as they were typed. */
export function holdsText({ topic, draft }: HistoryEntry, text: string): boolean {
  const wanted = text.toLowerCase();
  const fields = [draft.key, draft.value, ...draft.headers.map((header) => header.value)];
  const texts = [topic, ...fields.map((field) => field.text), ...draft.headers.map((header) => header.key)];
  return texts.some((each) => each.toLowerCase().includes(wanted));
}
