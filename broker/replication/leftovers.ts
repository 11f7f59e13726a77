import type { LogManager } from '../log/log-manager';
import type { MetadataImage } from '../metadata/metadata-image';
import type { Logger } from '../platform/logger';
import { KafkaError } from '../protocol/kafka-error';
import { zeroUuid, type Uuid } from '../protocol/primitives/uuid';
import { topicPartitionName, type TopicPartition } from '../protocol/topic-partition';

interface LeftoversOptions {
  readonly nodeId: number;
  readonly logManager: LogManager;
  readonly logger: Logger;
}

interface OwnedLog {
  readonly topicPartition: TopicPartition;
  /** Of partition.metadata; the zero id when it is not known. */
  readonly topicId: Uuid;
}

/**
 * Removes what lies on the disk and is no replica of this broker: its topic was deleted, or deleted and created anew, or
 * the replica moved, while the broker was down. `image` has to be as new as the broker's own registration: what an
 * older one does not know may well be there.
 */
export async function removeLeftovers({ nodeId, logManager, logger }: LeftoversOptions, image: MetadataImage): Promise<void> {
  for (const owned of await logManager.owned()) {
    const { topicPartition, topicId } = owned;
    const fields = { partition: topicPartitionName(topicPartition), topicId };
    try {
      switch (fateOf(owned, image, nodeId)) {
        case 'kept':
          break;
        case 'moved':
          logger.warn('A log belongs to no replica here any more; it is removed.', fields);
          await logManager.delete(topicPartition, topicId);
          break;
        case 'stray':
          logger.warn('A log is of no topic that there is; it is put aside and removed in a day.', fields);
          await logManager.putAside(topicPartition);
          break;
      }
    } catch (error) {
      if (!(error instanceof KafkaError)) throw error;
      const why = { ...fields, cause: error.message };
      logger.error('A log that is no replica here could not be removed; the next start tries again.', why);
    }
  }
}

/**
 * `moved`: the metadata says that others have the replica, and they have its records. `stray`: it says nothing of the
 * topic, which is what a deleted topic looks like, and every topic when the metadata was lost.
 */
function fateOf({ topicPartition, topicId }: OwnedLog, image: MetadataImage, nodeId: number): 'kept' | 'moved' | 'stray' {
  const topic = topicId === zeroUuid ? image.topicsByName.get(topicPartition.topic) : image.topicsById.get(topicId);
  const replicas = topic?.partitions[topicPartition.partition]?.replicas;
  if (replicas === undefined) return 'stray';
  if (replicas.includes(nodeId)) return 'kept';
  return topicId === zeroUuid ? 'stray' : 'moved';
}
