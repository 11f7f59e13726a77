import { askController } from '../../../client/controller-request';
import { responseError } from '../../../client/error-sentence';
import { errorName } from '../../../protocol/error-codes';
import { createPartitionsApi } from '../../../protocol/messages/create-partitions';
import type { ToolContext } from '../define-tool';
import { matchingTopics } from './matching-topics';
import { parseReplicaAssignment } from './replica-assignment';

/** `--alter`. An assignment names the brokers of all partitions, those that are there already too. */
export async function alterTopics(context: ToolContext): Promise<number> {
  const { client, options } = context;
  const found = await matchingTopics(context);
  if (found.length === 0) return 0;
  const text = options.value('replica-assignment');
  const assignment = text === undefined ? undefined : parseReplicaAssignment(text);
  const topics = found.map(({ name, partitions }) => ({
    name,
    count: Number(options.value('partitions')),
    assignments: assignment?.slice(partitions.length).map((brokerIds) => ({ brokerIds })) ?? null,
  }));
  const request = { topics, timeoutMs: client.requestTimeoutMs, validateOnly: false };
  const response = await askController(client, createPartitionsApi, request);
  for (const { errorCode, errorMessage } of response.results) {
    const error = responseError(errorName(errorCode), errorMessage);
    if (error !== undefined) throw error;
  }
  return 0;
}
