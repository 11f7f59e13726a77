/** By the code of the error envelope: what happened, and what to do next. */
export const errors = {
  UNKNOWN: { title: 'Something went wrong.', next: 'Try again; if it stays, the console’s log has more.' },
  UNREACHABLE: {
    title: 'The console does not answer.',
    next: 'It may be stopping or starting again. This page goes on as soon as it is back.',
  },
  BAD_ANSWER: {
    title: 'The answer did not come from this console.',
    next: 'A proxy in between may have answered. Reload the page if the console was just updated.',
  },
  INVALID_REQUEST: { title: 'The request was not understood.', next: 'Correct what is named here and try again.' },
  INVALID_CURSOR: { title: 'This page link is not valid.', next: 'Start again from the newest or the oldest message.' },
  CURSOR_MISMATCH: {
    title: 'This page link belongs to another search.',
    next: 'Start again from the newest or the oldest message.',
  },
  INVALID_TOPIC_NAME: {
    title: 'Kafka does not take this topic name.',
    next: 'Use 1 to 249 letters, digits, dots, underscores and hyphens.',
  },
  INVALID_PARTITIONS: { title: 'Kafka does not take this number of partitions.', next: 'Give a whole number of at least 1.' },
  INVALID_REPLICATION_FACTOR: {
    title: 'The cluster cannot keep that many replicas.',
    next: 'Give at most as many replicas as there are brokers running.',
  },
  INVALID_CONFIG: { title: 'The cluster refused a configuration value.', next: 'Correct the value named here and try again.' },
  INVALID_RECORD: {
    title: 'The broker refused the message.',
    next: 'A compacted topic needs a key; otherwise read what the broker says.',
  },
  INVALID_TIMESTAMP: {
    title: 'The broker refused the timestamp.',
    next: 'The topic limits how far a timestamp may lie from now.',
  },
  INVALID_FILTER: {
    title: 'The filter expression is not right.',
    next: 'It must be CEL over key, value, headers, partition, offset and timestamp, and give true or false.',
  },
  FILTER_STOPPED: {
    title: 'The filter expression took too much and was stopped.',
    next: 'Make it simpler; the record it stopped at is named below.',
  },
  INVALID_SCHEMA: {
    title: 'Values cannot be checked by this schema.',
    next: 'Correct the schema, choose another, or publish without a check.',
  },
  NO_SAMPLE: {
    title: 'No value of this schema can be made up.',
    next: 'Values are checked by it all the same: write one yourself.',
  },
  SCHEMA_MISMATCH: {
    title: 'The value is not what its schema wants.',
    next: 'Nothing was written. Correct the value, or publish without a check.',
  },
  SCHEMA_STOPPED: {
    title: 'The check by the schema took too much and was stopped.',
    next: 'A pattern in the schema may be the reason. Make it simpler, or publish without a check.',
  },
  SCHEMA_NOT_FOUND: {
    title: 'There is no such schema.',
    next: 'Choose another, or register it first. Names are case-sensitive.',
  },
  REGISTRY_UNAVAILABLE: {
    title: 'The Schema Registry does not answer.',
    next: 'Try again when it does, or publish without a check.',
  },
  POLICY_VIOLATION: {
    title: 'A policy of the cluster forbids this.',
    next: 'Ask whoever runs the cluster which values are allowed.',
  },
  UNAUTHENTICATED: { title: 'The console wants its token.', next: 'Open the address that was printed when the console started.' },
  CROSS_SITE: { title: 'The request came from another site.', next: 'Open the console in its own tab and try there.' },
  NOT_AUTHORIZED: { title: 'The cluster does not allow this.', next: 'The console’s user needs an ACL for it.' },
  READ_ONLY: {
    title: 'This cluster is read-only here.',
    next: 'The console’s configuration says so (readOnly in ottla.yaml).',
  },
  AUTHENTICATION_FAILED: {
    title: 'The cluster does not accept the console’s credentials.',
    next: 'Check the SASL mechanism, the user name and the password of this cluster in the console’s configuration.',
  },
  TLS_FAILED: {
    title: 'No secure connection to the cluster can be made.',
    next: 'Check that this port speaks TLS, and that the CA and the server name in the console’s configuration are the cluster’s.',
  },
  CREDENTIALS_UNREADABLE: {
    title: 'The console cannot read the credentials of this cluster.',
    next: 'Check the files and variables that its configuration names. They are read again at the next attempt.',
  },
  NOT_FOUND: { title: 'There is nothing at this address.', next: 'Check the address, or start from the overview.' },
  CLUSTER_NOT_FOUND: { title: 'There is no cluster of this name.', next: 'Choose one from the list of clusters.' },
  TOPIC_NOT_FOUND: { title: 'There is no topic of this name.', next: 'It may have been deleted. Names are case-sensitive.' },
  PARTITION_NOT_FOUND: { title: 'The topic has no such partition.', next: 'Choose one of the partitions it has.' },
  RECORD_NOT_FOUND: {
    title: 'There is no message at this offset.',
    next: 'Retention or compaction has removed it, or it was never written.',
  },
  GROUP_NOT_FOUND: { title: 'There is no group of this name.', next: 'Empty groups disappear when their offsets expire.' },
  BROKER_NOT_FOUND: { title: 'There is no broker of this id.', next: 'Choose one from the list of brokers.' },
  STREAM_NOT_FOUND: { title: 'The live connection has ended.', next: 'A new one is being opened.' },
  TOPIC_EXISTS: { title: 'A topic of this name exists already.', next: 'Choose another name, or open the topic.' },
  TOPIC_DELETION_DISABLED: { title: 'The cluster does not delete topics.', next: 'Its brokers have delete.topic.enable=false.' },
  TOPIC_COMPACTED: {
    title: 'The topic is only compacted: Kafka deletes none of its messages by offset.',
    next: 'Delete a key by publishing it without a value, or set cleanup.policy to compact,delete first.',
  },
  TOPIC_INTERNAL: {
    title: 'This is one of Kafka’s own topics.',
    next: 'The cluster needs it as it is; the console leaves it alone.',
  },
  CLUSTER_EXISTS: { title: 'Another cluster has this id.', next: 'Choose another id; it stands in the address of every page.' },
  CLUSTER_CONFIGURED: {
    title: 'This cluster comes from the console’s configuration.',
    next: 'Remove it from ottla.yaml, or from the flags that Ottla was started with, and start Ottla again.',
  },
  NOT_LOCAL: {
    title: 'These brokers are not Ottla’s.',
    next: 'Only brokers that Ottla started itself can be stopped, frozen and started here.',
  },
  BROKER_STATE: { title: 'The broker is in no state for this.', next: 'Look at its state; it may have changed just now.' },
  BROKER_BUSY: { title: 'Something else is being done to this broker.', next: 'Wait until that is done and try again.' },
  QUORUM_AT_RISK: {
    title: 'That would leave the cluster without a controller.',
    next: 'A majority of the voters must keep their data. Bring the others back first.',
  },
  INVALID_REPLICAS: {
    title: 'These replicas cannot be.',
    next: 'Choose brokers that are in the cluster, each once; only a replica in sync can lead.',
  },
  TOPIC_NOT_RECREATED: {
    title: 'The topic is deleted, and was not made again.',
    next: 'The command below makes it as it was, without its messages. Keep it: nothing else knows the settings any more.',
  },
  TOPIC_RECREATED: {
    title: 'The topic was deleted while you read it.',
    next: 'If one of the same name exists again, start reading it anew.',
  },
  BODY_TOO_LARGE: { title: 'That is more than the console takes at once.', next: 'Send less in one request.' },
  MESSAGE_TOO_LARGE: {
    title: 'The message is larger than the topic takes.',
    next: 'Make it smaller, or raise max.message.bytes of the topic.',
  },
  UNSUPPORTED_MEDIA_TYPE: { title: 'The console does not take this kind of content.', next: 'Send JSON.' },
  WRONG_HOST: {
    title: 'The console does not serve this host name.',
    next: 'Start it with --allowed-host and this name, or use localhost.',
  },
  INTERNAL: { title: 'The console made a mistake.', next: 'Try again; its log names the request.' },
  UNSUPPORTED_BY_CLUSTER: {
    title: 'This cluster cannot do that.',
    next: 'Its brokers are too old, or it is switched off there.',
    lacks: 'It takes {api} of Kafka {since} or newer, which its brokers lack.',
  },
  KAFKA_ERROR: { title: 'The cluster refused.', next: 'What it said stands below.' },
  CORRUPT_RECORDS: {
    title: 'Some bytes here are not Kafka records.',
    next: 'Go on after them; the broker’s disk may be damaged.',
  },
  CLUSTER_UNAVAILABLE: {
    title: 'No broker of the cluster answers.',
    next: 'The console tries again by itself; what was read before stays on the page.',
  },
  BROKER_UNAVAILABLE: { title: 'A broker does not answer.', next: 'The console tries again by itself.' },
  SUPERVISOR_UNAVAILABLE: {
    title: 'The process that runs the local brokers does not answer.',
    next: 'It is the one that was started with “ottla up”; its terminal may say more.',
  },
  NO_CONTROLLER: {
    title: 'The cluster has no controller right now.',
    next: 'Nothing can be created or moved until a majority of the voters is back. What is committed can be read.',
  },
  LEADER_NOT_AVAILABLE: {
    title: 'A partition has no leader right now.',
    next: 'It can be read and written again as soon as a replica leads.',
  },
  NOT_ENOUGH_REPLICAS: {
    title: 'Too few replicas are in sync to write.',
    next: 'Wait for brokers to come back, or publish with acks 1.',
  },
  STORAGE_ERROR: { title: 'The broker could not write to its disk.', next: 'Check that the disk is not full and still works.' },
  OUTCOME_UNKNOWN: {
    title: 'Nobody can say whether it was written.',
    next: 'The broker went away before it answered. Look at the newest messages before you publish again.',
  },
  TIMEOUT: { title: 'It took too long.', next: 'The cluster may be busy; try again.' },
} as const;
