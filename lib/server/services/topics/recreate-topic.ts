import type { RecreateTopicRequest, TopicRecreated } from '@/lib/contracts/topic-actions';
import { errorBody } from '../../error-body';
import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { recreated } from '../../kafka/partition-reader';
import { deleteTopic } from '../../kafka/topic-admin';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { describeTopic } from './describe-topic';
import { groupsOfTopic, groupsThatRemember } from './groups-of-topic';
import { makeTopicAgain, topicNow } from './make-topic-again';
import { mustNotBeInternal } from './must-not-be-internal';
import { planRecreation, type RecreatePlan } from './recreate-plan';
import { assignmentText, createCommandOf, deleteCommandOf } from './topic-commands';
import { topicShapeOf } from './topic-shape';
import { untilLed } from './until-led';

interface Input {
  readonly cluster: string;
  readonly topic: string;
  readonly request: RecreateTopicRequest;
  readonly dryRun: boolean;
}

/**
 * Deletes the topic and makes it again with the same partitions, replicas and configs; a dry run says what goes and what comes. Once it is
 * deleted this goes on to the end, whether somebody still waits for the answer or not.
 */
export async function recreateTopic({ ctx, input }: { ctx: ServiceContext; input: Input }): Promise<TopicRecreated> {
  const { client, sampler, watch } = ctx.runtime.cluster(input.cluster);
  const topic = await client.topic(input.topic, 0);
  mustNotBeInternal(topic);
  if (input.request.topicId !== undefined && input.request.topicId !== topic.id) throw recreated(topic.name);
  sampler.expire(topic);
  const [shape, { messageCount, exact, sizeBytes }] = await Promise.all([
    topicShapeOf(client, topic),
    describeTopic({ ctx, input }),
  ]);
  const plan = await planRecreation(client, shape);
  const answerOf = (id: string, { topic: made, placementRefused, isChecked }: RecreatePlan) => ({
    name: topic.name,
    id,
    dryRun: input.dryRun,
    partitions: made.partitions,
    replicationFactor: made.replicationFactor,
    placementRefused: placementRefused === null ? null : errorBody(placementRefused, ctx.requestId),
    configs: { ...shape.configs },
    configsUnread: [...shape.configsUnread],
    isChecked,
    messageCount,
    exact,
    sizeBytes,
    deleteCommand: deleteCommandOf(client.config.bootstrapServers, topic.name),
    createCommand: createCommandOf(client.config.bootstrapServers, made),
  });
  if (input.dryRun) return { ...answerOf(topic.id, plan), ...(await groupsOfTopic(ctx, input)) };
  const made = await deleteAndMake(client, topic, plan);
  watch.hurry();
  await untilLed(client, topic.name, made.topic.partitions);
  const { id } = await client.topic(topic.name);
  return { ...answerOf(id, made), ...(await groupsThatRemember(ctx, input)) };
}

async function deleteAndMake(client: ClusterClient, topic: TopicMetadata, plan: RecreatePlan): Promise<RecreatePlan> {
  try {
    await deleteTopic(client, topic);
  } catch (error) {
    // A refusal leaves it as it was; but the answer to a deletion that went through can be lost as well.
    throw (await isGone(client, topic)) ? notRecreated(client, plan, error) : error;
  }
  try {
    return await makeTopicAgain(client, topic, plan);
  } catch (error) {
    throw notRecreated(client, plan, error);
  }
}

/** False also where nobody answers any more: a topic is not said to be gone that may be there. */
async function isGone(client: ClusterClient, { name, id }: TopicMetadata): Promise<boolean> {
  try {
    return (await topicNow(client, name))?.id !== id;
  } catch (error) {
    if (error instanceof ServiceError) return false;
    throw error;
  }
}

/** With all that it takes to make it by hand, since nothing else knows it any more. */
function notRecreated(client: ClusterClient, { topic }: RecreatePlan, cause: unknown): ServiceError {
  const command = createCommandOf(client.config.bootstrapServers, topic);
  const reason = cause instanceof ServiceError ? cause : undefined;
  const why = reason?.message ?? 'The console failed.';
  const { name, partitions, replicationFactor, assignments, configs } = topic;
  return new ServiceError('TOPIC_NOT_RECREATED', `${name} is deleted, and was not made again: ${why} By hand: ${command}`, {
    details: {
      topic: name,
      reason: reason?.code ?? 'INTERNAL',
      why,
      command,
      partitions,
      replicationFactor,
      assignment: assignments === undefined ? null : assignmentText(assignments),
      configs: JSON.stringify(configs ?? {}),
    },
    cause,
  });
}
