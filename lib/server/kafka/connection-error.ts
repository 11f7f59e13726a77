import { KafkaJSConnectionError, KafkaJSLockTimeout, KafkaJSRequestTimeoutError, KafkaJSSASLAuthenticationError } from 'kafkajs';
import { CodecError } from '@/broker/protocol/primitives/codec-error';
import { ServiceError } from '../service-error';

/** The link was closed while, or before, the request was under way. */
export class LinkClosedError extends Error {}

/** Nothing can have come of the request: it never left. */
export function isUnsent({ details }: ServiceError): boolean {
  return details['unsent'] === true;
}

/** What a failed connection or an unanswered request is to a service; undefined for errors of another kind. */
export function connectionErrorOf(
  error: unknown,
  broker: { host: string; port: number; nodeId?: number },
  unsent: boolean,
): ServiceError | undefined {
  const address = `${broker.host}:${broker.port}`;
  const facts = {
    ...(broker.nodeId === undefined ? {} : { broker: broker.nodeId }),
    retriable: true,
    details: { address, ...(unsent ? { unsent } : {}) },
    cause: error,
  };
  if (error instanceof ServiceError) return error.code === 'BROKER_UNAVAILABLE' ? error : undefined;
  if (error instanceof KafkaJSRequestTimeoutError)
    return new ServiceError('TIMEOUT', `${address} took too long to answer.`, facts);
  if (error instanceof KafkaJSSASLAuthenticationError) {
    return new ServiceError('NOT_AUTHORIZED', `${address} refused the console's credentials.`, { ...facts, retriable: false });
  }
  if (
    error instanceof KafkaJSConnectionError ||
    error instanceof KafkaJSLockTimeout ||
    error instanceof CodecError ||
    error instanceof LinkClosedError ||
    (error instanceof Error && 'errno' in error)
  ) {
    return new ServiceError('BROKER_UNAVAILABLE', `${address} does not answer.`, facts);
  }
  return undefined;
}
