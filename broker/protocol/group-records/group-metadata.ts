import { arrayOf } from '../schema/array';
import { message } from '../schema/message';
import { int32, int64 } from '../schema/scalar-types';
import { string, bytes } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

/** Record type 2. */
export const groupMetadataKey = message({
  name: 'GroupMetadataKey',
  versions: '0',
  flexible: 'none',
  fields: {
    group: field(string, '0'),
  },
});

const memberMetadata = struct({
  memberId: field(string, '0+'),
  groupInstanceId: field(string, '3+', { nullable: '3+', default: null }),
  clientId: field(string, '0+'),
  clientHost: field(string, '0+'),
  rebalanceTimeout: field(int32, '1+', { default: -1 }),
  sessionTimeout: field(int32, '0+'),
  subscription: field(bytes, '0+'),
  assignment: field(bytes, '0+'),
});

/** Record type 2. */
export const groupMetadataValue = message({
  name: 'GroupMetadataValue',
  versions: '0-4',
  flexible: '4+',
  fields: {
    protocolType: field(string, '0+'),
    generation: field(int32, '0+'),
    protocol: field(string, '0+', { nullable: '0+' }),
    leader: field(string, '0+', { nullable: '0+' }),
    currentStateTimestamp: field(int64, '2+', { default: -1 }),
    members: field(arrayOf(memberMetadata), '0+'),
  },
});
