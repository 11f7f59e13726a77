import { message } from '../../protocol/schema/message';
import { int32, int64 } from '../../protocol/schema/scalar-types';
import { field } from '../../protocol/schema/wire-type';

/** Record type 15. */
export const producerIdsRecord = message({
  name: 'ProducerIdsRecord',
  versions: '0',
  flexible: '0+',
  fields: {
    brokerId: field(int32, '0+'),
    brokerEpoch: field(int64, '0+', { default: -1 }),
    nextProducerId: field(int64, '0+'),
  },
});
