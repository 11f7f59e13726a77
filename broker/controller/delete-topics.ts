import type { TopicImage } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { DeleteTopicsRequest, DeleteTopicsResponse } from '../protocol/messages/delete-topics';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import type { ControllerResult, ControllerState } from './controller-result';
import { duplicatesOf } from './duplicates';

interface Wanted {
  readonly name: string | null;
  readonly topicId: Uuid;
}

/** DeleteTopics, by name or by id. Versions below 6 list names alone. */
export function deleteTopics(state: ControllerState, request: DeleteTopicsRequest): ControllerResult<DeleteTopicsResponse> {
  const wanted: Wanted[] = [...request.topics, ...request.topicNames.map((name) => ({ name, topicId: zeroUuid }))];
  const topics = wanted.map((entry) => find(state, entry));
  const duplicates = duplicatesOf(topics.flatMap((topic) => (topic instanceof KafkaError ? [] : [topic.id])));
  const answered = new Set<Uuid>();
  const records: MetadataRecordInput[] = [];
  const responses: DeleteTopicsResponse['responses'][number][] = [];
  wanted.forEach(({ name, topicId }, index) => {
    const topic = topics[index];
    if (topic === undefined || topic instanceof KafkaError) {
      if (topic !== undefined) responses.push({ name, topicId, errorCode: topic.code, errorMessage: topic.message });
      return;
    }
    if (answered.has(topic.id)) return;
    answered.add(topic.id);
    if (duplicates.has(topic.id)) {
      const errorMessage = `The request names topic ${topic.name} more than once.`;
      responses.push({ name, topicId, errorCode: errorCodes.INVALID_REQUEST, errorMessage });
      return;
    }
    records.push({ type: 'RemoveTopic', value: { topicId: topic.id } });
    responses.push({ name: topic.name, topicId: topic.id, errorCode: errorCodes.NONE, errorMessage: null });
  });
  return { records, response: { responses } };
}

function find({ image, config }: ControllerState, { name, topicId }: Wanted): TopicImage | KafkaError {
  if (!config.values['delete.topic.enable'])
    return new KafkaError('TOPIC_DELETION_DISABLED', 'delete.topic.enable is false on this cluster.');
  if ((name === null) === (topicId === zeroUuid))
    return new KafkaError('INVALID_REQUEST', 'A topic is named either by its name or by its id.');
  if (name === null)
    return image.topicsById.get(topicId) ?? new KafkaError('UNKNOWN_TOPIC_ID', `There is no topic with id ${topicId}.`);
  return image.topicsByName.get(name) ?? new KafkaError('UNKNOWN_TOPIC_OR_PARTITION', `There is no topic ${name}.`);
}
