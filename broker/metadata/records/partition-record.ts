import { arrayOf } from '../../protocol/schema/array';
import { message } from '../../protocol/schema/message';
import { int8, int32, uuid } from '../../protocol/schema/scalar-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 3. */
export const partitionRecord = message({
  name: 'PartitionRecord',
  versions: '0-2',
  flexible: '0+',
  fields: {
    partitionId: field(int32, '0+', { default: -1 }),
    topicId: field(uuid, '0+'),
    replicas: field(arrayOf(int32), '0+'),
    isr: field(arrayOf(int32), '0+'),
    removingReplicas: field(arrayOf(int32), '0+'),
    addingReplicas: field(arrayOf(int32), '0+'),
    leader: field(int32, '0+', { default: -1 }),
    leaderRecoveryState: field(int8, '0+', { default: 0, tag: 0 }),
    leaderEpoch: field(int32, '0+', { default: -1 }),
    partitionEpoch: field(int32, '0+', { default: -1 }),
    directories: field(arrayOf(uuid), '1+'),
    eligibleLeaderReplicas: field(arrayOf(int32), '2+', { nullable: '2+', default: null, tag: 1 }),
    lastKnownElr: field(arrayOf(int32), '2+', { nullable: '2+', default: null, tag: 2 }),
  },
});
