import { message } from '../../protocol/schema/message';
import { int8 } from '../../protocol/schema/scalar-types';
import { string } from '../../protocol/schema/sized-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 4. */
export const configRecord = message({
  name: 'ConfigRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    resourceType: field(int8, '0+'),
    resourceName: field(string, '0+'),
    name: field(string, '0+'),
    value: field(string, '0+', { nullable: '0+' }),
  },
});
