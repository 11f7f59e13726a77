import { topicConfigsSet } from '../kafka/configs';
import type { ClusterClient } from '../kafka/cluster-client';
import { describeGroups, listGroups } from '../kafka/groups';
import type { GroupLook } from './cluster-look';

const groupsMax = 100;
const topicsMax = 200;

/** Who is in each group. Of more groups than this nobody is asked: that would cost the brokers more than it tells. */
export async function lookAtGroups(client: ClusterClient): Promise<ReadonlyMap<string, GroupLook> | undefined> {
  const { groups, brokersMissing } = await listGroups(client);
  // Groups of a broker that is silent would seem to be gone.
  if (groups.length > groupsMax || brokersMissing.length > 0) return undefined;
  const byCoordinator = new Map<number, string[]>();
  for (const { groupId, coordinator, type } of groups) {
    if (type === 'share' || type === 'consumer') continue;
    byCoordinator.set(coordinator, [...(byCoordinator.get(coordinator) ?? []), groupId]);
  }
  const described = await Promise.all([...byCoordinator].map(([coordinator, ids]) => describeGroups(client, coordinator, ids)));
  const looks = new Map<string, GroupLook>();
  for (const { groupId, state, members } of described.flat()) {
    if (state !== 'Stable' && state !== 'Empty') continue;
    const key = JSON.stringify(members.map(({ memberId, assignment }) => [memberId, assignment]).sort());
    looks.set(groupId, { members: members.length, key });
  }
  return looks;
}

/** What is set on the topics themselves. */
export async function lookAtConfigs(
  client: ClusterClient,
  topics: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>> | undefined> {
  return topics.length > topicsMax ? undefined : topicConfigsSet(client, topics);
}

/** Something that is looked at once in a while; in between the last look counts. */
export class SlowLook<Value> {
  readonly #everyMs: number;
  #value: Value | undefined;
  #atMs = 0;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  async take(look: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const now = Date.now();
    if (now - this.#atMs < this.#everyMs) return this.#value;
    this.#atMs = now;
    this.#value = await look();
    return this.#value;
  }

  /** The next take looks. */
  expire(): void {
    this.#atMs = 0;
  }
}
