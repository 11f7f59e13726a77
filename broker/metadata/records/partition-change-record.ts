import { arrayOf } from '../../protocol/schema/array';
import { message } from '../../protocol/schema/message';
import { int8, int32, uuid } from '../../protocol/schema/scalar-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 5. */
export const partitionChangeRecord = message({
  name: 'PartitionChangeRecord',
  versions: '0-2',
  flexible: '0+',
  fields: {
    partitionId: field(int32, '0+', { default: -1 }),
    topicId: field(uuid, '0+'),
    isr: field(arrayOf(int32), '0+', { nullable: '0+', default: null, tag: 0 }),
    leader: field(int32, '0+', { default: -2, tag: 1 }),
    replicas: field(arrayOf(int32), '0+', { nullable: '0+', default: null, tag: 2 }),
    removingReplicas: field(arrayOf(int32), '0+', { nullable: '0+', default: null, tag: 3 }),
    addingReplicas: field(arrayOf(int32), '0+', { nullable: '0+', default: null, tag: 4 }),
    leaderRecoveryState: field(int8, '0+', { default: -1, tag: 5 }),
    directories: field(arrayOf(uuid), '1+', { nullable: '1+', default: null, tag: 8 }),
    eligibleLeaderReplicas: field(arrayOf(int32), '2+', { nullable: '2+', default: null, tag: 6 }),
    lastKnownElr: field(arrayOf(int32), '2+', { nullable: '2+', default: null, tag: 7 }),
  },
});
