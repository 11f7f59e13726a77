import {
  KafkaJSConnectionError,
  KafkaJSLockTimeout,
  KafkaJSProtocolError,
  KafkaJSRequestTimeoutError,
  KafkaJSSASLAuthenticationError,
} from 'kafkajs';
import { CodecError } from '@/broker/protocol/primitives/codec-error';
import { ServiceError } from '../service-error';
import { ScramFailure } from './security/scram-exchange';
import { tlsReason } from './security/tls-reason';

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
  if (error instanceof ServiceError) return closesLink(error) ? error : undefined;
  if (error instanceof KafkaJSRequestTimeoutError)
    return new ServiceError('TIMEOUT', `${address} took too long to answer.`, facts);
  const refusal = refusalOf(error);
  if (refusal !== undefined) {
    const details = { ...facts.details, reason: refusal };
    return new ServiceError('AUTHENTICATION_FAILED', `${address} refused the console's credentials.`, { ...facts, details });
  }
  const tls = tlsReason(error);
  if (tls !== undefined) {
    const details = { ...facts.details, reason: tls };
    return new ServiceError('TLS_FAILED', `No secure connection to ${address} (${tls}).`, { ...facts, details });
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

function closesLink({ code }: ServiceError): boolean {
  return code === 'BROKER_UNAVAILABLE' || code === 'AUTHENTICATION_FAILED' || code === 'CREDENTIALS_UNREADABLE';
}

/** Why SASL failed, when it did: kafkajs has an error of its own for a mechanism that the broker does not offer. */
function refusalOf(error: unknown): 'mechanism' | 'credentials' | 'scram' | undefined {
  if (error instanceof KafkaJSSASLAuthenticationError) return 'mechanism';
  if (error instanceof KafkaJSProtocolError && error.type === 'UNSUPPORTED_SASL_MECHANISM') return 'mechanism';
  if (error instanceof KafkaJSProtocolError && error.type === 'SASL_AUTHENTICATION_FAILED') return 'credentials';
  return error instanceof ScramFailure ? 'scram' : undefined;
}
