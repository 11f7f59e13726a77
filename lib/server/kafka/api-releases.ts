import { ServiceError } from '../service-error';

/** The release of Kafka that brought each API a page can do without; of ListOffsets, the version that finds the last record. */
const releases: Readonly<Record<string, string>> = {
  ListGroups: '0.9',
  DescribeGroups: '0.9',
  OffsetFetch: '0.9',
  CreateTopics: '0.10.1',
  DeleteTopics: '0.10.1',
  DeleteRecords: '0.11',
  DescribeConfigs: '0.11',
  InitProducerId: '0.11',
  CreatePartitions: '1.0',
  DescribeLogDirs: '1.0',
  ElectLeaders: '2.2',
  IncrementalAlterConfigs: '2.3',
  AlterPartitionReassignments: '2.4',
  ListPartitionReassignments: '2.4',
  ListOffsets: '3.0',
  DescribeQuorum: '3.3',
};

/** Null for an API that no cluster lacks. */
export function apiRelease(name: string): string | null {
  return releases[name] ?? null;
}

/** What a page is told that asked for it all the same. */
export function unsupported(api: string, broker: number | undefined): ServiceError {
  return new ServiceError('UNSUPPORTED_BY_CLUSTER', `The broker does not know ${api}.`, {
    ...(broker === undefined ? {} : { broker }),
    details: { api, since: apiRelease(api) },
  });
}
