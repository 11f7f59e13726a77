import * as z from 'zod/mini';

/** Every code an API answer or a `problem` event can carry. The browser translates from `code` and `details`. */
export const errorCodes = [
  // the request
  'INVALID_REQUEST', // 400, `field` names the culprit
  'INVALID_CURSOR', // 400: not a cursor of ours
  'CURSOR_MISMATCH', // 400: a cursor of another query (partitions, filter, direction)
  'INVALID_TOPIC_NAME', // 400
  'INVALID_PARTITIONS', // 400
  'INVALID_REPLICATION_FACTOR', // 400
  'INVALID_CONFIG', // 400
  'INVALID_RECORD', // 400: the broker refused the record itself
  'INVALID_TIMESTAMP', // 400
  'INVALID_FILTER', // 400: the expression is none, details: {start, end} say where
  'FILTER_STOPPED', // 400: the expression took too much, details: {reason: 'time'|'memory'|'scan', partition?, offset?}
  'INVALID_SCHEMA', // 400: values cannot be checked by it, details: {fault}
  'NO_SAMPLE', // 400: values can be checked by the schema, and none made up, details: {fault}
  'SCHEMA_MISMATCH', // 400: the value is not what its schema wants, details: {problems: one on a line}
  'SCHEMA_STOPPED', // 400: the check took too much, details: {reason: 'time'|'memory', index?}
  'POLICY_VIOLATION', // 400
  'UNAUTHENTICATED', // 401: the console wants its token
  'CROSS_SITE', // 403: from another site or origin
  'NOT_AUTHORIZED', // 403: the cluster's ACLs say no
  'READ_ONLY', // 403: the cluster is configured to be looked at only
  'NOT_FOUND', // 404: no such API path
  'CLUSTER_NOT_FOUND', // 404
  'TOPIC_NOT_FOUND', // 404
  'PARTITION_NOT_FOUND', // 404
  'RECORD_NOT_FOUND', // 404, details: {reason: 'retention'|'not-written'|'compacted', logStartOffset, highWatermark}
  'GROUP_NOT_FOUND', // 404
  'BROKER_NOT_FOUND', // 404
  'SCHEMA_NOT_FOUND', // 404: the registry has no such subject or version, or the configuration names no schema for the topic
  'STREAM_NOT_FOUND', // 404: the stream ended; open another
  'TOPIC_EXISTS', // 409
  'TOPIC_DELETION_DISABLED', // 409
  'TOPIC_COMPACTED', // 409: only compacted, so that its records are not deleted by offset
  'TOPIC_INTERNAL', // 409: Kafka's own
  'CLUSTER_EXISTS', // 409: another cluster has this id
  'CLUSTER_CONFIGURED', // 409: the configuration names it, so the console cannot remove it
  'NOT_LOCAL', // 409: the brokers of this cluster are not Ottla's to stop and start
  'BROKER_STATE', // 409: the broker's process is in no state for this
  'BROKER_BUSY', // 409: something else is being done to the broker
  'QUORUM_AT_RISK', // 409: it would leave the metadata quorum without a majority
  'INVALID_REPLICAS', // 400: no such set of replicas can be
  'TOPIC_RECREATED', // 410: the topic of this cursor was deleted; one of that name may exist again
  'BODY_TOO_LARGE', // 413: more than the console takes
  'MESSAGE_TOO_LARGE', // 413: more than the topic takes, details: {maxMessageBytes?}
  'UNSUPPORTED_MEDIA_TYPE', // 415
  'WRONG_HOST', // 421
  'INTERNAL', // 500: a fault of the console
  'UNSUPPORTED_BY_CLUSTER', // 501: the brokers have no such API
  'KAFKA_ERROR', // 502: any other refusal, details: {kafkaError}
  'TOPIC_NOT_RECREATED', // 502: the topic is deleted and was not made again, details: {reason, command and what else it takes to make it}
  'CORRUPT_RECORDS', // 502: bytes that do not decode
  'AUTHENTICATION_FAILED', // 502: the cluster refuses the console's credentials, details: {address, reason}
  'TLS_FAILED', // 502: no secure connection, details: {address, reason}, reason as OpenSSL and Node.js name it
  'CREDENTIALS_UNREADABLE', // 503: a secret or certificate of the console's configuration cannot be read, details: {what}
  'CLUSTER_UNAVAILABLE', // 503: no broker answers, details: {bootstrapServers}
  'BROKER_UNAVAILABLE', // 503: `broker` does not answer
  'REGISTRY_UNAVAILABLE', // 503: the Schema Registry does not answer
  'SUPERVISOR_UNAVAILABLE', // 503: the process that runs the local brokers does not answer
  'NO_CONTROLLER', // 503: the metadata quorum has no leader; nothing can be created or moved
  'LEADER_NOT_AVAILABLE', // 503: `partition` has no leader
  'NOT_ENOUGH_REPLICAS', // 503
  'STORAGE_ERROR', // 503: the broker's disk
  'TIMEOUT', // 504
  'OUTCOME_UNKNOWN', // 504: the broker went away before it answered; the write may be there or not
] as const;

export const errorCode = z.enum(errorCodes);

export const apiErrorBody = z.object({
  code: errorCode,
  /** English, for logs and curl. */
  message: z.string(),
  field: z.optional(z.string()),
  broker: z.optional(z.int()),
  partition: z.optional(z.int()),
  retriable: z.boolean(),
  requestId: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const errorEnvelope = z.object({ error: apiErrorBody });

export type ErrorCode = z.infer<typeof errorCode>;
export type ApiErrorBody = z.infer<typeof apiErrorBody>;
