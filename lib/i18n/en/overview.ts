export const overview = {
  health: {
    allInSync: {
      one: 'The broker answers, and every partition has its leader.',
      other: 'All {count} brokers answer, every partition has its leader and all its replicas.',
    },
    noTopics: { one: 'The broker answers; there is no topic yet.', other: 'All {count} brokers answer; there is no topic yet.' },
    brokerDown: { one: 'Broker {ids} does not answer.', other: 'Brokers {ids} do not answer.' },
    leaderless: {
      one: '{count} partition has no leader and can be neither read nor written.',
      other: '{count} partitions have no leader and can be neither read nor written.',
    },
    underMinIsr: {
      one: '{count} partition has too few replicas in sync for acks=all.',
      other: '{count} partitions have too few replicas in sync for acks=all.',
    },
    lagging: {
      one: '{count} replica on broker {ids} is catching up.',
      other: '{count} replicas on broker {ids} are catching up.',
    },
    underReplicated: {
      one: '{count} partition has fewer replicas in sync than it should.',
      other: '{count} partitions have fewer replicas in sync than they should.',
    },
    noController: 'The metadata quorum has no leader: nothing can be created or moved.',
  },
  controller: 'controller is broker {broker}',
  noController: 'no controller known',
  up: 'up {duration}',
  topics: { one: '{count} topic', other: '{count} topics' },
  partitions: { one: '{count} partition', other: '{count} partitions' },
  tiles: {
    messagesIn: 'Messages in',
    bytesIn: 'Bytes in',
    bytesOut: 'Bytes out',
    stored: 'Stored',
    storedMessages: { one: '{count} message', other: '{count} messages' },
    storedHint: 'One copy of each partition.',
    plot: '{what}, last five minutes',
    waiting: 'known after two samples',
  },
  busiest: { title: 'Busiest topics', none: 'Nothing is being written right now.', plot: 'Messages per second of {topic}' },
  behind: {
    title: 'Groups that are behind',
    none: 'Every group has caught up.',
    noGroups: 'No consumer group yet.',
    lag: { one: '{count} message', other: '{count} messages' },
    unknown: 'Not known while the brokers that coordinate groups do not answer.',
    missing: 'Some brokers did not answer; their groups are missing here.',
  },
  connect: {
    title: 'Connect your client',
    address: 'Bootstrap address',
    language: 'Client',
    snippet: 'How to write with {client}',
    copyAddress: 'Copy the bootstrap address',
    tls: 'This cluster wants TLS: add it, and the certificate authority, to the settings of the client.',
    sasl: 'This cluster wants SASL: add the mechanism and the credentials to the settings of the client.',
    'sasl-tls':
      'This cluster wants TLS and SASL: add the certificate authority, the mechanism and the credentials to the settings of the client.',
  },
} as const;
