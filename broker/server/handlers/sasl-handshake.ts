import type { SaslHandshakeRequest, SaslHandshakeResponse } from '../../protocol/messages/sasl-handshake';
import type { RequestContext } from '../endpoint';
import type { InternalServices } from '../internal-services';

/**
 * SaslHandshake: v0-1, on the internal listener
 *
 * Behaviour: agrees on SCRAM-SHA-256 and nothing else. A second one closes the connection, where Kafka answers
 * ILLEGAL_SASL_STATE.
 *
 * Version notes: v1 announces SaslAuthenticate (KIP-152). After v0 Kafka expects bare tokens; here v0 is v1.
 */
export function handleSaslHandshake(
  { peerAuthenticator }: Pick<InternalServices, 'peerAuthenticator'>,
  { mechanism }: SaslHandshakeRequest,
  { connection }: RequestContext,
): SaslHandshakeResponse | 'close' {
  return peerAuthenticator.handshake(connection, mechanism);
}
