import type { TopicRecreated } from '@/lib/contracts/topic-actions';
import { isUnavailable } from '../../kafka/cluster-client';
import { isRefusal } from '../../kafka/refusal';
import type { ServiceContext } from '../../service-context';
import { listTopicGroups } from '../groups/list-topic-groups';

type GroupFacts = Pick<TopicRecreated, 'groups' | 'groupsRefused' | 'brokersMissing'>;
interface Input {
  readonly cluster: string;
  readonly topic: string;
}

/** Who reads the topic or has committed offsets of it. What is not known stops nothing. */
export async function groupsOfTopic(ctx: ServiceContext, input: Input): Promise<GroupFacts> {
  const listed = await listTopicGroups({ ctx, input }).catch((error: unknown) => {
    if (isRefusal(error) || isUnavailable(error)) return undefined;
    throw error;
  });
  if (listed === undefined) return { groups: null, groupsRefused: [], brokersMissing: [] };
  const groups = listed.groups.map(({ groupId, offsets, members }) => ({
    groupId,
    hasCommitted: offsets.some(({ committed }) => committed !== null),
    isReading: members.some(({ assignment }) => assignment.some(({ topic }) => topic === input.topic)),
  }));
  return { groups, groupsRefused: listed.refused, brokersMissing: listed.brokersMissing };
}

/** Coordinators forget the offsets of a deleted topic a moment after it is gone. */
const forgottenMsMax = 3_000;
const pollMs = 100;

/** Groups with committed offsets of a topic that is new: they are of the one before, and lie past the end. */
export async function groupsThatRemember(ctx: ServiceContext, input: Input): Promise<GroupFacts> {
  const deadline = Date.now() + forgottenMsMax;
  for (;;) {
    const facts = await groupsOfTopic(ctx, input);
    const remembering = facts.groups?.filter(({ hasCommitted }) => hasCommitted) ?? null;
    if (remembering === null || remembering.length === 0 || Date.now() > deadline) return { ...facts, groups: remembering };
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
