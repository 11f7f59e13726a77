import { arrayOf } from '../../protocol/schema/array';
import { message } from '../../protocol/schema/message';
import { int8, int32, int64, uuid } from '../../protocol/schema/scalar-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 17. */
export const brokerRegistrationChangeRecord = message({
  name: 'BrokerRegistrationChangeRecord',
  versions: '0-3',
  flexible: '0+',
  fields: {
    brokerId: field(int32, '0+'),
    brokerEpoch: field(int64, '0+'),
    fenced: field(int8, '0+', { tag: 0 }),
    inControlledShutdown: field(int8, '1+', { tag: 1 }),
    logDirs: field(arrayOf(uuid), '2+', { tag: 2 }),
    cordonedLogDirs: field(arrayOf(uuid), '3+', { nullable: '3+', default: null, tag: 3 }),
  },
});
