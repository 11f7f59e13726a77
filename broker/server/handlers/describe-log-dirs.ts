import { errorCodes } from '../../protocol/error-codes';
import type { DescribeLogDirsRequest, DescribeLogDirsResponse } from '../../protocol/messages/describe-log-dirs';
import type { BrokerServices } from '../broker-services';

/**
 * DescribeLogDirs: v1-5
 *
 * Behaviour: this broker has one log directory. Topics: null is all; partitions that are not here are left out. The
 * offset lag is how far a follower's log ends before the high watermark that its leader told last; 0 for what is led here.
 *
 * Version notes: v2 is flexible; v3 has an error of its own; v4 the disk's size and free space (KIP-827); v5 says whether
 * the directory is cordoned, which is never.
 */
export async function handleDescribeLogDirs(
  { logManager, replicaManager, platform }: BrokerServices,
  { topics }: DescribeLogDirsRequest,
): Promise<DescribeLogDirsResponse> {
  if (logManager.isOffline) {
    return {
      throttleTimeMs: 0,
      results: [{ errorCode: errorCodes.KAFKA_STORAGE_ERROR, logDir: logManager.directory, topics: [] }],
    };
  }
  const wanted = topics && new Map(topics.map(({ topic, partitions }) => [topic, new Set(partitions)]));
  const partitionsByTopic = new Map<string, LogDirPartition[]>();
  for (const { topicPartition, log, offsetLag } of replicaManager.partitions()) {
    const { topic, partition } = topicPartition;
    if (wanted !== null && wanted.get(topic)?.has(partition) !== true) continue;
    const entry = { partitionIndex: partition, partitionSize: log.sizeBytes, offsetLag, isFutureKey: false };
    const entries = partitionsByTopic.get(topic);
    if (entries === undefined) partitionsByTopic.set(topic, [entry]);
    else entries.push(entry);
  }
  const { totalBytes, usableBytes } = await platform.fileSystem.space(logManager.directory);
  return {
    throttleTimeMs: 0,
    results: [
      {
        errorCode: errorCodes.NONE,
        logDir: logManager.directory,
        topics: [...partitionsByTopic].map(([name, partitions]) => ({ name, partitions })),
        totalBytes,
        usableBytes,
      },
    ],
  };
}

type LogDirPartition = DescribeLogDirsResponse['results'][number]['topics'][number]['partitions'][number];
