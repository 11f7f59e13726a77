import { message } from '../../protocol/schema/message';
import { uuid } from '../../protocol/schema/scalar-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 9. */
export const removeTopicRecord = message({
  name: 'RemoveTopicRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    topicId: field(uuid, '0+'),
  },
});
