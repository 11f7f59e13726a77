/** Kafka's AclOperation codes. */
const operations = {
  READ: 3,
  WRITE: 4,
  CREATE: 5,
  DELETE: 6,
  ALTER: 7,
  DESCRIBE: 8,
  CLUSTER_ACTION: 9,
  DESCRIBE_CONFIGS: 10,
  ALTER_CONFIGS: 11,
  IDEMPOTENT_WRITE: 12,
} as const;

function bitsOf(names: readonly (keyof typeof operations)[]): number {
  return names.reduce((bits, name) => bits | (1 << operations[name]), 0);
}

/** The client did not ask which operations it may do. */
export const operationsNotRequested = -2147483648;

/** Without an authorizer everybody may do everything the kind of resource knows. */
export const topicOperations = bitsOf([
  'READ',
  'WRITE',
  'CREATE',
  'DELETE',
  'ALTER',
  'DESCRIBE',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
]);
export const clusterOperations = bitsOf([
  'CREATE',
  'ALTER',
  'DESCRIBE',
  'CLUSTER_ACTION',
  'DESCRIBE_CONFIGS',
  'ALTER_CONFIGS',
  'IDEMPOTENT_WRITE',
]);
