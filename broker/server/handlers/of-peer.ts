import { errorCodes, type ErrorCode } from '../../protocol/error-codes';
import { KafkaError } from '../../protocol/kafka-error';
import type { Logger } from '../../platform/logger';
import type { RequestContext } from '../endpoint';
import { errorFields } from './error-fields';

/** Answers what a broker asks on its own account; a broker that asks in the name of another gets an error code. */
export async function ofPeer<Response>(
  brokerId: number,
  { connection }: RequestContext,
  logger: Logger,
  answer: () => Promise<Response>,
  refused: (errorCode: ErrorCode) => Response,
): Promise<Response> {
  if (connection.peerId !== brokerId) return refused(errorCodes.CLUSTER_AUTHORIZATION_FAILED);
  try {
    return await answer();
  } catch (error) {
    if (error instanceof KafkaError) return refused(error.code);
    return refused(errorFields(error, logger).errorCode);
  }
}
