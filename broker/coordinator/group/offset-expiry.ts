import type { ClassicGroup } from './classic-group';
import type { OffsetTable } from './offset-table';
import type { CommittedOffset, GroupRecord } from './records/group-record';
import { subscribedTopics } from './subscribed-topics';

interface ExpiryRule {
  /** Topics somebody still reads: their offsets stay. */
  readonly kept: ReadonlySet<string>;
  /** When an offset's retention began. */
  readonly since: (committed: CommittedOffset) => number;
}

/**
 * A simple group's offset expires by its commit; that of a group that lost its members, from the moment it emptied; in a
 * stable group of consumers only topics that nobody reads any more expire. Undefined: nothing expires now.
 */
function ruleFor(group: ClassicGroup): ExpiryRule | undefined {
  const byCommit = (committed: CommittedOffset): number => committed.commitTimestampMs;
  if (group.protocolType === null) return { kept: new Set(), since: byCommit };
  switch (group.state) {
    case 'Empty': {
      const { stateTimestampMs } = group;
      return { kept: new Set(), since: stateTimestampMs < 0 ? byCommit : () => stateTimestampMs };
    }
    case 'Stable': {
      const kept = subscribedTopics(group);
      return kept === undefined ? undefined : { kept, since: byCommit };
    }
    case 'PreparingRebalance':
    case 'CompletingRebalance':
    case 'Dead':
      return undefined;
  }
}

/** The deletions that are due for a group: expired offsets, and the group itself when it is empty and has none left. */
export function expireGroup(group: ClassicGroup, offsets: OffsetTable, nowMs: number, retentionMs: number): GroupRecord[] {
  const { groupId } = group;
  const rule = ruleFor(group);
  if (rule === undefined) return [];
  const records: GroupRecord[] = [];
  let keptCount = 0;
  for (const { topic, partition, committed } of offsets.entries(groupId)) {
    const expiresAtMs = committed.expireTimestampMs >= 0 ? committed.expireTimestampMs : rule.since(committed) + retentionMs;
    if (rule.kept.has(topic) || nowMs < expiresAtMs) keptCount += 1;
    else records.push({ kind: 'offset', groupId, topic, partition, committed: null });
  }
  const isDone = group.state === 'Empty' && keptCount === 0 && group.pendingMembers.size === 0;
  if (isDone) records.push({ kind: 'group', groupId, metadata: null });
  return records;
}

/** Offsets of topics that no longer exist: a topic of the same name must not inherit them. */
export function forgetTopics(groupId: string, offsets: OffsetTable, topics: ReadonlySet<string>): GroupRecord[] {
  const records: GroupRecord[] = [];
  for (const { topic, partition } of offsets.entries(groupId)) {
    if (topics.has(topic)) records.push({ kind: 'offset', groupId, topic, partition, committed: null });
  }
  return records;
}
