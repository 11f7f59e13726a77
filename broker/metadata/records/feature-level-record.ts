import { message } from '../../protocol/schema/message';
import { int16 } from '../../protocol/schema/scalar-types';
import { string } from '../../protocol/schema/sized-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 12. */
export const featureLevelRecord = message({
  name: 'FeatureLevelRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    name: field(string, '0+'),
    featureLevel: field(int16, '0+'),
  },
});
