import { isUnavailable, type ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { topicConfigsSet } from '../../kafka/configs';
import { createTopic, type NewTopic } from '../../kafka/topic-admin';
import { ServiceError } from '../../service-error';
import { placedByCluster, refusesPlacement, type RecreatePlan } from './recreate-plan';

/** Brokers delete what they hold before the name is free on clusters with ZooKeeper. */
const madeMsMax = 30_000;
const pollMs = 50;

/** What came of one try: `there`, the name is still taken by the deleted topic. */
type Outcome = 'made' | 'there' | ServiceError;

/** Creates the topic as soon as the deleted one is out of the way. Answers with how it was made; throws when there is none in the end. */
export async function makeTopicAgain(client: ClusterClient, deleted: TopicMetadata, plan: RecreatePlan): Promise<RecreatePlan> {
  const deadline = Date.now() + madeMsMax;
  let current = plan;
  for (;;) {
    const outcome = await tryOnce(client, deleted, current.topic);
    if (outcome === 'made') return current;
    if (outcome !== 'there' && refusesPlacement(outcome, current.topic)) {
      current = { ...current, topic: placedByCluster(current.topic), placementRefused: outcome };
      continue;
    }
    if (outcome !== 'there' && !outcome.retriable && !isUnavailable(outcome)) throw outcome;
    if (Date.now() > deadline) {
      throw outcome === 'there' ? new ServiceError('TIMEOUT', `The deleted topic ${deleted.name} is still there.`) : outcome;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

async function tryOnce(client: ClusterClient, deleted: TopicMetadata, topic: NewTopic): Promise<Outcome> {
  try {
    const found = await topicNow(client, deleted.name);
    if (found?.id === deleted.id) return 'there';
    if (found === undefined) {
      await createTopic(client, topic);
      return 'made';
    }
    return await whoseTopic(client, found, topic);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error.code === 'TOPIC_EXISTS' ? 'there' : error;
  }
}

/** Of a create whose answer was lost the next try finds what it made; but a program that writes may have made one meanwhile, too. */
async function whoseTopic(client: ClusterClient, found: TopicMetadata, topic: NewTopic): Promise<Outcome> {
  if (found.partitions.length === topic.partitions && (await hasConfigs(client, topic))) return 'made';
  return new ServiceError('TOPIC_EXISTS', `A program made another topic ${topic.name} meanwhile, with other settings.`);
}

async function hasConfigs(client: ClusterClient, { name, configs = {} }: NewTopic): Promise<boolean> {
  const set = (await topicConfigsSet(client, [name])).get(name);
  const wanted = Object.entries(configs);
  return set?.size === wanted.length && wanted.every(([config, value]) => set.get(config) === value);
}

/** Undefined when no broker knows it. */
export async function topicNow(client: ClusterClient, name: string): Promise<TopicMetadata | undefined> {
  return client.topic(name, 0).catch((error: unknown) => {
    if (error instanceof ServiceError && error.code === 'TOPIC_NOT_FOUND') return undefined;
    throw error;
  });
}
