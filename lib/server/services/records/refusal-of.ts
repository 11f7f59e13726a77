import type { RecordInput } from '@/broker/protocol/records/encode-batch';
import type { CodecName } from '@/lib/contracts/scalars';
import type { ClusterClient } from '../../kafka/cluster-client';
import { topicConfigValues } from '../../kafka/configs';
import { recordBytes } from '../../kafka/write-records';
import { ServiceError } from '../../service-error';

/** A batch has at least this much beside what recordBytes() counts: what surely does not fit is refused, no more. */
const batchOverheadBytes = 36;

/** Why a topic does not take a record; undefined when nothing speaks against it. What is compressed may be of any size. */
export type Refusal = (record: RecordInput, compression: CodecName) => ServiceError | undefined;

/** Says at once what its brokers would say of a record, so that a dry run knows it. What cannot be asked is left to them. */
export async function refusalOf(client: ClusterClient, topic: string): Promise<Refusal> {
  const configs = (await topicConfigValues(client, [topic], ['cleanup.policy', 'max.message.bytes'])).get(topic);
  const needsKey = configs?.get('cleanup.policy')?.split(',').includes('compact') === true;
  const maxMessageBytes = Number(configs?.get('max.message.bytes') ?? Number.POSITIVE_INFINITY);
  return (record, compression) => {
    if (needsKey && record.key === null)
      return new ServiceError('INVALID_RECORD', `${topic} is compacted: a record needs a key.`, { details: { topic } });
    const bytes = recordBytes(record);
    if (compression === 'none' && bytes + batchOverheadBytes > maxMessageBytes)
      return new ServiceError('MESSAGE_TOO_LARGE', `It has ${bytes} bytes, and ${topic} takes ${maxMessageBytes}.`, {
        details: { maxMessageBytes },
      });
    if (!Number.isSafeInteger(record.timestampMs))
      return new ServiceError('INVALID_TIMESTAMP', `${record.timestampMs} is no time in milliseconds.`);
    return undefined;
  };
}
