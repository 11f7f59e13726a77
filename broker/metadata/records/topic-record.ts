import { message } from '../../protocol/schema/message';
import { uuid } from '../../protocol/schema/scalar-types';
import { string } from '../../protocol/schema/sized-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 2. */
export const topicRecord = message({
  name: 'TopicRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    name: field(string, '0+'),
    topicId: field(uuid, '0+'),
  },
});
