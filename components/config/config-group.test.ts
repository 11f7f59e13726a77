import { expect, test } from 'vitest';
import { configGroupOf } from './config-group';

test.each([
  ['retention.ms', 'retention'],
  ['cleanup.policy', 'retention'],
  ['delete.retention.ms', 'compaction'],
  ['min.compaction.lag.ms', 'compaction'],
  ['message.timestamp.type', 'time'],
  ['max.message.bytes', 'size'],
  ['segment.bytes', 'size'],
  ['min.insync.replicas', 'durability'],
  ['unclean.leader.election.enable', 'durability'],
  ['brand.new.setting', 'rest'],
])('%s belongs to %s', (name, group) => expect(configGroupOf(name)).toBe(group));
