import type { ErrorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';

/** Kafka's sentences for codes that come from responses without room for one. */
const sentences: Partial<Record<ErrorName, string>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'This server does not host this topic-partition.',
  INVALID_TOPIC_EXCEPTION: 'The request attempted to perform an operation on an invalid topic.',
  INVALID_GROUP_ID: 'The group id is invalid.',
  GROUP_ID_NOT_FOUND: 'The group id does not exist.',
  GROUP_AUTHORIZATION_FAILED: 'Group authorization failed.',
  NON_EMPTY_GROUP: 'The group is not empty.',
  GROUP_SUBSCRIBED_TO_TOPIC: 'Deleting offsets of a topic is forbidden while the consumer group is actively subscribed to it.',
  ELECTION_NOT_NEEDED: 'Leader election not needed for topic partition.',
  PREFERRED_LEADER_NOT_AVAILABLE: 'The preferred leader was not available.',
  ELIGIBLE_LEADERS_NOT_AVAILABLE: 'Eligible topic partition leaders are not available.',
  NO_REASSIGNMENT_IN_PROGRESS: 'No partition reassignment is in progress.',
};

export function errorSentence(name: ErrorName): string {
  return sentences[name] ?? name;
}

/** What a response says went wrong, as an error; undefined when nothing did. */
export function responseError(name: ErrorName, message: string | null = null): KafkaError | undefined {
  return name === 'NONE' ? undefined : new KafkaError(name, message ?? errorSentence(name));
}
