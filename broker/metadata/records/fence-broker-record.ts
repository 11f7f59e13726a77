import { message } from '../../protocol/schema/message';
import { int32, int64 } from '../../protocol/schema/scalar-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 7. */
export const fenceBrokerRecord = message({
  name: 'FenceBrokerRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    id: field(int32, '0+'),
    epoch: field(int64, '0+'),
  },
});
