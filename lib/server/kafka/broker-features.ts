import { alterPartitionReassignmentsApi } from '@/broker/protocol/messages/alter-partition-reassignments';
import { apiVersionsApi } from '@/broker/protocol/messages/api-versions';
import { createPartitionsApi } from '@/broker/protocol/messages/create-partitions';
import { deleteRecordsApi } from '@/broker/protocol/messages/delete-records';
import { describeConfigsApi } from '@/broker/protocol/messages/describe-configs';
import { describeLogDirsApi } from '@/broker/protocol/messages/describe-log-dirs';
import { describeQuorumApi } from '@/broker/protocol/messages/describe-quorum';
import { electLeadersApi } from '@/broker/protocol/messages/elect-leaders';
import { incrementalAlterConfigsApi } from '@/broker/protocol/messages/incremental-alter-configs';
import { listGroupsApi } from '@/broker/protocol/messages/list-groups';
import { listOffsetsApi } from '@/broker/protocol/messages/list-offsets';
import { listPartitionReassignmentsApi } from '@/broker/protocol/messages/list-partition-reassignments';
import type { Api } from '@/broker/protocol/schema/message';
import type { Fields } from '@/broker/protocol/schema/struct';
import { optionalApis, type OptionalApi } from '@/lib/contracts/limit';
import { isUnavailable, type ClusterClient } from './cluster-client';
import { maxTimestampVersion } from './list-offsets';

/** The last level of metadata.version that each release of Kafka supports. */
const levels: readonly (readonly [level: number, release: string])[] = [
  [7, '3.3'],
  [8, '3.4'],
  [11, '3.5'],
  [14, '3.6'],
  [19, '3.7'],
  [20, '3.8'],
  [21, '3.9'],
  [25, '4.0'],
  [27, '4.1'],
  [29, '4.2'],
  [30, '4.3'],
];

/** Of which release a broker is that supports the level; later ones than this console knows are `4.3+`. */
export function releaseOf(level: number): string | null {
  if (level < 1) return null;
  const known = levels.find(([last]) => level <= last);
  return known === undefined ? `${levels.at(-1)?.[1] ?? ''}+` : known[1];
}

/** The release of Kafka that the broker's features are those of; null where it does not say. */
export async function brokerRelease(client: ClusterClient, nodeId: number): Promise<string | null> {
  const { supportedFeatures } = await client.send(nodeId, apiVersionsApi, {
    clientSoftwareName: 'ottla-console',
    clientSoftwareVersion: '1',
  });
  return releaseOf(supportedFeatures.find(({ name }) => name === 'metadata.version')?.maxVersion ?? 0);
}

const apis: Readonly<Record<OptionalApi, Api<Fields, Fields>>> = {
  DescribeQuorum: describeQuorumApi,
  DescribeLogDirs: describeLogDirsApi,
  DescribeConfigs: describeConfigsApi,
  IncrementalAlterConfigs: incrementalAlterConfigsApi,
  ListOffsets: listOffsetsApi,
  ListGroups: listGroupsApi,
  CreatePartitions: createPartitionsApi,
  DeleteRecords: deleteRecordsApi,
  ElectLeaders: electLeadersApi,
  AlterPartitionReassignments: alterPartitionReassignmentsApi,
  ListPartitionReassignments: listPartitionReassignmentsApi,
};

/** What the brokers cannot be asked, as the first one that answers says. Undefined when none does. */
export async function absentApis(client: ClusterClient): Promise<OptionalApi[] | undefined> {
  const { brokers } = await client.metadata();
  for (const nodeId of brokers.keys()) {
    try {
      const versions = await Promise.all(optionalApis.map((api) => client.versionOf(nodeId, apis[api])));
      return optionalApis.filter((api, index) => (versions[index] ?? -1) < (api === 'ListOffsets' ? maxTimestampVersion : 0));
    } catch (error) {
      if (!isUnavailable(error)) throw error;
    }
  }
  return undefined;
}
