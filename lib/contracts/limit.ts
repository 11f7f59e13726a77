import * as z from 'zod/mini';

/** What pages ask of the brokers and can do without, by Kafka's names. */
export const optionalApis = [
  'DescribeQuorum',
  'DescribeLogDirs',
  'DescribeConfigs',
  'IncrementalAlterConfigs',
  'ListOffsets',
  'ListGroups',
  'CreatePartitions',
  'DeleteRecords',
  'ElectLeaders',
  'AlterPartitionReassignments',
  'ListPartitionReassignments',
] as const;

export const optionalApi = z.enum(optionalApis);

/** One of them that this cluster does not give. */
export const clusterLimit = z.object({
  api: optionalApi,
  /** The release of Kafka that brought it. */
  since: z.string(),
  /** Kafka's name of the error it is refused with; null: the brokers lack it, or know only versions the console does not speak. */
  kafkaError: z.nullable(z.string()),
});

export type OptionalApi = z.infer<typeof optionalApi>;
export type ClusterLimit = z.infer<typeof clusterLimit>;
