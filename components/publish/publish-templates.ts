import * as z from 'zod/mini';
import { keptList } from './kept-list';
import { publishDraft, type PublishDraft } from './publish-draft';

const publishTemplate = z.object({
  name: z.string(),
  /** Where it was saved; it can be used anywhere. */
  topic: z.string(),
  savedAtMs: z.number(),
  draft: publishDraft,
});

type PublishTemplate = z.infer<typeof publishTemplate>;

/** Named drafts, the last saved first. A name is used once. */
export const publishTemplates = keptList({
  name: 'ottla-publish-templates',
  item: publishTemplate,
  itemsMax: 200,
  charactersMax: 1_500_000,
});

/** Whether it was kept: the newest is the last to go, when there is no room for it. */
export function saveTemplate(name: string, topic: string, draft: PublishDraft): boolean {
  const template: PublishTemplate = { name, topic, savedAtMs: Date.now(), draft: { ...draft, count: 0 } };
  publishTemplates.update((templates) => [template, ...templates.filter((each) => each.name !== name)]);
  return publishTemplates.get().some((each) => each.name === name);
}

export function removeTemplate(name: string): void {
  publishTemplates.update((templates) => templates.filter((template) => template.name !== name));
}
