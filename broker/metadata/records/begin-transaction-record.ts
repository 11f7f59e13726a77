import { message } from '../../protocol/schema/message';
import { string } from '../../protocol/schema/sized-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 23. */
export const beginTransactionRecord = message({
  name: 'BeginTransactionRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    name: field(string, '0+', { nullable: '0+', default: null, tag: 0 }),
  },
});
