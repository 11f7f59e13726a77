import type { SaslAuthenticateRequest, SaslAuthenticateResponse } from '../../protocol/messages/sasl-authenticate';
import type { RequestContext } from '../endpoint';
import type { InternalServices } from '../internal-services';

/**
 * SaslAuthenticate: v0-2, on the internal listener
 *
 * Behaviour: one message of the SCRAM exchange. Failure is SASL_AUTHENTICATION_FAILED, once; what comes after it closes
 * the connection.
 *
 * Version notes: v1 has the session's lifetime (KIP-368), which is without end here; v2 is flexible.
 */
export function handleSaslAuthenticate(
  { peerAuthenticator }: Pick<InternalServices, 'peerAuthenticator'>,
  { authBytes }: SaslAuthenticateRequest,
  { connection }: RequestContext,
): SaslAuthenticateResponse | 'close' {
  return peerAuthenticator.authenticate(connection, authBytes);
}
