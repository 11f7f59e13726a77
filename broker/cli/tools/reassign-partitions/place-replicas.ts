import { KafkaError } from '../../../protocol/kafka-error';
import type { Random } from '../../../platform/random';

/** A broker that can take replicas. */
export interface UsableBroker {
  readonly id: number;
  /** Null: racks do not matter. */
  readonly rack: string | null;
}

interface Load {
  leaders: number;
  replicas: number;
}

/**
 * Replicas for the partitions of one topic. Leaders go round the brokers from a random start; a follower goes to the rack
 * this partition uses least, there to the broker with the fewest replicas, and among those to the one that follows this
 * leader least: when a broker fails, its load spreads over all others.
 */
export function placeReplicas(
  brokers: readonly UsableBroker[],
  random: Random,
  { partitionCount, replicationFactor }: { partitionCount: number; replicationFactor: number },
): number[][] {
  if (replicationFactor > brokers.length) {
    throw new KafkaError(
      'INVALID_REPLICATION_FACTOR',
      `The target replication factor of ${replicationFactor} cannot be reached because only ${brokers.length} broker(s) are registered.`,
    );
  }
  const start = brokers.length === 0 ? 0 : random.integer(brokers.length);
  const ordered = [...brokers].sort((a, b) => a.id - b.id);
  const rotated = [...ordered.slice(start), ...ordered.slice(0, start)];
  const loads = new Map(rotated.map(({ id }) => [id, { leaders: 0, replicas: 0 }]));
  const followed = new Map<string, number>();
  return Array.from({ length: partitionCount }, () => placePartition(rotated, loads, followed, replicationFactor));
}

function placePartition(
  brokers: readonly UsableBroker[],
  loads: ReadonlyMap<number, Load>,
  followed: Map<string, number>,
  replicationFactor: number,
): number[] {
  const loadOf = ({ id }: UsableBroker): Load => loads.get(id) ?? { leaders: 0, replicas: 0 };
  const leader = least(brokers, (broker) => [loadOf(broker).leaders, loadOf(broker).replicas]);
  const chosen = [leader];
  loadOf(leader).leaders += 1;
  while (chosen.length < replicationFactor) {
    const free = brokers.filter((broker) => !chosen.includes(broker));
    const follower = least(free, (broker) => [
      chosen.filter(({ rack }) => rack !== null && rack === broker.rack).length,
      loadOf(broker).replicas,
      followed.get(`${leader.id} ${broker.id}`) ?? 0,
    ]);
    const pair = `${leader.id} ${follower.id}`;
    followed.set(pair, (followed.get(pair) ?? 0) + 1);
    chosen.push(follower);
  }
  for (const broker of chosen) loadOf(broker).replicas += 1;
  return chosen.map(({ id }) => id);
}

/** The first of the brokers whose costs, compared one after the other, are lowest. */
function least(brokers: readonly UsableBroker[], costsOf: (broker: UsableBroker) => readonly number[]): UsableBroker {
  const [first, ...others] = brokers;
  if (first === undefined) throw new KafkaError('INVALID_REPLICATION_FACTOR', 'There are no brokers to take replicas.');
  return others.reduce((best, broker) => (isLower(costsOf(broker), costsOf(best)) ? broker : best), first);
}

function isLower(costs: readonly number[], others: readonly number[]): boolean {
  const at = costs.findIndex((cost, index) => cost !== others[index]);
  return at >= 0 && (costs[at] ?? 0) < (others[at] ?? 0);
}
