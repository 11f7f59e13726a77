import type { ConfigEffect, ConfigEntry, ConfigsAltered } from '@/lib/contracts/config';
import type { ClusterClient } from '../../kafka/cluster-client';
import type { TopicMetadata } from '../../kafka/cluster-metadata';
import { boundsOf, offsetsAt } from '../../kafka/partition-bounds';
import { replicaSizes } from '../../kafka/log-dirs';

type Values = (name: string) => string;

/** What the changes would do to the records that are there, and to those who write. */
export async function configEffects(
  client: ClusterClient,
  topic: TopicMetadata,
  changes: ConfigsAltered['changes'],
  configs: readonly ConfigEntry[],
): Promise<ConfigEffect[]> {
  const old = new Map(configs.map(({ name, value }) => [name, value]));
  const changed = new Map(changes.map(({ name, after }) => [name, after]));
  const before: Values = (name) => old.get(name) ?? '';
  const after: Values = (name) => (changed.has(name) ? (changed.get(name) ?? '') : before(name));
  const effects: ConfigEffect[] = [];
  const add = (config: string, kind: ConfigEffect['kind'], amount: Partial<ConfigEffect> = {}) => {
    effects.push({ config, kind, countAtMost: null, bytes: null, ...amount });
  };
  const deletes = has(after, 'delete');
  const startsDeleting = deletes && !has(before, 'delete');
  if (deletes && (startsDeleting || isLower('retention.ms', before, after))) {
    const count = await olderThan(client, topic, Number(after('retention.ms')));
    if (count > 0)
      add(changed.has('retention.ms') ? 'retention.ms' : 'cleanup.policy', 'deletes-older', { countAtMost: String(count) });
  }
  if (deletes && (startsDeleting || isLower('retention.bytes', before, after))) {
    const bytes = await bytesBeyond(client, topic, Number(after('retention.bytes')));
    if (bytes > 0) add(changed.has('retention.bytes') ? 'retention.bytes' : 'cleanup.policy', 'deletes-beyond', { bytes });
  }
  if (has(after, 'compact') && !has(before, 'compact')) add('cleanup.policy', 'compacts');
  const replicas = Math.min(...topic.partitions.map((partition) => partition.replicas.length));
  if (changed.has('min.insync.replicas') && Number(after('min.insync.replicas')) > replicas)
    add('min.insync.replicas', 'blocks-writes');
  if (after('unclean.leader.election.enable') === 'true' && before('unclean.leader.election.enable') !== 'true')
    add('unclean.leader.election.enable', 'may-lose');
  return effects;
}

function has(values: Values, policy: 'compact' | 'delete'): boolean {
  return values('cleanup.policy')
    .split(',')
    .some((word) => word.trim() === policy);
}

/** Negative is no limit. */
function isLower(name: string, before: Values, after: Values): boolean {
  const [from, to] = [Number(before(name)), Number(after(name))];
  return to >= 0 && (from < 0 || to < from);
}

async function olderThan(client: ClusterClient, topic: TopicMetadata, retentionMs: number): Promise<number> {
  if (retentionMs < 0) return 0;
  const partitions = topic.partitions.map(({ partition }) => partition);
  const { known } = await boundsOf(client, topic, partitions, 'read_uncommitted');
  const timestampMs = Math.max(0, Date.now() - retentionMs);
  const at = await offsetsAt(client, topic, known, { kind: 'time', timestampMs });
  return known.reduce((sum, { partition, start, end }) => sum + Math.max(0, (at.get(partition) ?? end) - start), 0);
}

/** Of one copy of each partition. */
async function bytesBeyond(client: ClusterClient, topic: TopicMetadata, retentionBytes: number): Promise<number> {
  if (retentionBytes < 0) return 0;
  const leaders = new Set(topic.partitions.map(({ leader }) => leader).filter((leader) => leader >= 0));
  const partitions = topic.partitions.map(({ partition }) => partition);
  const sizes = await replicaSizes(client, [...leaders], [{ topic: topic.name, partitions }]);
  return topic.partitions.reduce((sum, { partition, leader }) => {
    const size = sizes.get(leader)?.get(`${topic.name}-${partition}`)?.sizeBytes ?? 0;
    return sum + Math.max(0, size - retentionBytes);
  }, 0);
}
