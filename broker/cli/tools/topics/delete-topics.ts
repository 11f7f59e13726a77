import { askController } from '../../../client/controller-request';
import { responseError } from '../../../client/error-sentence';
import { errorName } from '../../../protocol/error-codes';
import { deleteTopicsApi } from '../../../protocol/messages/delete-topics';
import { zeroUuid } from '../../../protocol/primitives/uuid';
import type { ToolContext } from '../define-tool';
import { matchingTopics } from './matching-topics';

/** `--delete`. */
export async function deleteTopics(context: ToolContext): Promise<number> {
  const { client } = context;
  const names = (await matchingTopics(context)).map(({ name }) => name);
  if (names.length === 0) return 0;
  const topics = names.map((name) => ({ name, topicId: zeroUuid }));
  const request = { topics, topicNames: names, timeoutMs: client.requestTimeoutMs };
  const response = await askController(client, deleteTopicsApi, request);
  for (const { errorCode, errorMessage } of response.responses) {
    const error = responseError(errorName(errorCode), errorMessage);
    if (error !== undefined) throw error;
  }
  return 0;
}
