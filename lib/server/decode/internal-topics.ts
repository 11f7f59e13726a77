import type { DecodedRecord } from '@/broker/protocol/records/decode-batch';
import type { PayloadFormat } from '@/lib/contracts/decoding';
import { consumerOffsetsBody } from './consumer-offsets';
import type { DecodedBody } from './decode-payload';
import { transactionStateBody } from './transaction-state';

interface InternalTopic {
  readonly format: PayloadFormat;
  readonly body: (record: DecodedRecord, part: 'key' | 'value') => DecodedBody;
}

/** Topics of Kafka's own, whose records have formats of their own. */
export const internalTopics: ReadonlyMap<string, InternalTopic> = new Map([
  ['__consumer_offsets', { format: 'consumer-offsets', body: consumerOffsetsBody }],
  ['__transaction_state', { format: 'transaction-state', body: transactionStateBody }],
]);
