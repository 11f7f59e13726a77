/** What can be done to a topic and is asked about first; also the `act` of an address that opens with the question. */
export type TopicAction = 'grow' | 'empty' | 'recreate' | 'clone' | 'delete';

const actions: readonly TopicAction[] = ['grow', 'empty', 'recreate', 'clone', 'delete'];

export function topicActionOf(text: string | null): TopicAction | undefined {
  return actions.find((action) => action === text);
}
