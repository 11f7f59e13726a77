import { askController } from '../../../client/controller-request';
import { responseError } from '../../../client/error-sentence';
import { errorName } from '../../../protocol/error-codes';
import { createTopicsApi } from '../../../protocol/messages/create-topics';
import type { Encodable } from '../../../protocol/schema/message';
import { keyValues, type Options } from '../command-line';
import type { ToolContext } from '../define-tool';
import { parseReplicaAssignment } from './replica-assignment';

/** What a request says where the broker's default is wanted, or an assignment speaks for itself. */
const unsaid = -1;

function newTopic(options: Options, name: string): Encodable<typeof createTopicsApi.request>['topics'][number] {
  const assignment = options.value('replica-assignment');
  const assignments = assignment === undefined ? [] : parseReplicaAssignment(assignment);
  return {
    name,
    numPartitions: Number(options.value('partitions') ?? unsaid),
    replicationFactor: Number(options.value('replication-factor') ?? unsaid),
    assignments: assignments.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds })),
    configs: [...keyValues('config', options.values('config'))].map(([key, value]) => ({ name: key, value })),
  };
}

/** `--create`. */
export async function createTopic({ client, options, print }: ToolContext): Promise<number> {
  const name = options.value('topic') ?? '';
  if (/[._]/.test(name)) {
    await print(
      "WARNING: Due to limitations in metric names, topics with a period ('.') or underscore ('_') could collide. " +
        'To avoid issues it is best to use either, but not both.\n',
    );
  }
  const request = { topics: [newTopic(options, name)], timeoutMs: client.requestTimeoutMs };
  const response = await askController(client, createTopicsApi, request);
  for (const { errorCode, errorMessage } of response.topics) {
    const error = responseError(errorName(errorCode), errorMessage);
    if (error?.errorName === 'TOPIC_ALREADY_EXISTS' && options.flag('if-not-exists')) return 0;
    if (error !== undefined) throw error;
  }
  await print(`Created topic ${name}.\n`);
  return 0;
}
