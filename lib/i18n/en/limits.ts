/** What a cluster does not give, and why. */
export const limits = {
  title: 'Not to be had from this cluster',
  absent: '{what}: its brokers lack {api} of Kafka {since}.',
  refused: '{what}: its brokers answer {api} with {error}.',
  what: {
    DescribeQuorum: 'Who votes in the metadata quorum',
    DescribeLogDirs: 'Sizes on disk and free space',
    DescribeConfigs: 'Settings of topics and brokers',
    IncrementalAlterConfigs: 'Changing settings',
    ListOffsets: 'When the last message was written',
    ListGroups: 'Consumer groups',
    CreatePartitions: 'Adding partitions',
    DeleteRecords: 'Deleting messages by offset',
    ElectLeaders: 'Choosing which replica leads',
    AlterPartitionReassignments: 'Moving replicas',
    ListPartitionReassignments: 'Which replicas are being moved',
  },
} as const;
