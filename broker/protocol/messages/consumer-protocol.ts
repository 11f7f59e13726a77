/**
 * What consumers of a group tell each other inside JoinGroup (subscription) and SyncGroup (assignment): opaque to the broker.
 */
import { arrayOf } from '../schema/array';
import { message } from '../schema/message';
import { int32 } from '../schema/scalar-types';
import { string, bytes } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

export const consumerProtocolSubscription = message({
  name: 'ConsumerProtocolSubscription',
  versions: '0-3',
  flexible: 'none',
  fields: {
    topics: field(arrayOf(string), '0+'),
    userData: field(bytes, '0+', { nullable: '0+', default: null }),
    ownedPartitions: field(
      arrayOf(
        struct({
          topic: field(string, '1+'),
          partitions: field(arrayOf(int32), '1+'),
        }),
      ),
      '1+',
    ),
    generationId: field(int32, '2+', { default: -1 }),
    rackId: field(string, '3+', { nullable: '3+', default: null }),
  },
});

export const consumerProtocolAssignment = message({
  name: 'ConsumerProtocolAssignment',
  versions: '0-3',
  flexible: 'none',
  fields: {
    assignedPartitions: field(
      arrayOf(
        struct({
          topic: field(string, '0+'),
          partitions: field(arrayOf(int32), '0+'),
        }),
      ),
      '0+',
    ),
    userData: field(bytes, '0+', { nullable: '0+', default: null }),
  },
});
