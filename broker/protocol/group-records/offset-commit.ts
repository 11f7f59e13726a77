import { message } from '../schema/message';
import { int32, int64, uuid } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { field } from '../schema/wire-type';

/** Record type 1. */
export const offsetCommitKey = message({
  name: 'OffsetCommitKey',
  versions: '0',
  flexible: 'none',
  fields: {
    group: field(string, '0'),
    topic: field(string, '0'),
    partition: field(int32, '0'),
  },
});

/** Record type 1. */
export const offsetCommitValue = message({
  name: 'OffsetCommitValue',
  versions: '0-4',
  flexible: '4+',
  fields: {
    offset: field(int64, '0+'),
    leaderEpoch: field(int32, '3+', { default: -1 }),
    metadata: field(string, '0+'),
    commitTimestamp: field(int64, '0+'),
    expireTimestamp: field(int64, '1', { default: -1 }),
    topicId: field(uuid, '4+', { tag: 0 }),
  },
});
