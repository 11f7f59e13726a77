import type { TopicMetadata } from '../../../client/cluster-metadata';
import { KafkaError } from '../../../protocol/kafka-error';
import type { ToolContext } from '../define-tool';
import { topicFilter } from '../topic-filter';

/** The topics that --topic names, by name; all when it is absent. None is an error unless --if-exists, or when listing. */
export async function matchingTopics({ client, options }: ToolContext): Promise<TopicMetadata[]> {
  const pattern = options.value('topic');
  const matches = pattern === undefined ? (): boolean => true : topicFilter('topic', pattern);
  const { topics } = await client.retrying(() => client.metadata(null));
  const found = topics
    .filter(({ name, isInternal }) => matches(name) && !(isInternal && options.flag('exclude-internal')))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (found.length === 0 && pattern !== undefined && !options.flag('list') && !options.flag('if-exists')) {
    throw new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `Topic '${pattern}' does not exist as expected`);
  }
  return found;
}
