import type { ToolContext } from '../define-tool';
import { matchingTopics } from './matching-topics';

/** `--list`. */
export async function listTopics(context: ToolContext): Promise<number> {
  const topics = await matchingTopics(context);
  await context.print(topics.map(({ name }) => `${name}\n`).join(''));
  return 0;
}
