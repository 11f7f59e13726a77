import { message } from '../../protocol/schema/message';
import { string } from '../../protocol/schema/sized-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 25. */
export const abortTransactionRecord = message({
  name: 'AbortTransactionRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    reason: field(string, '0+', { nullable: '0+', default: null, tag: 0 }),
  },
});
