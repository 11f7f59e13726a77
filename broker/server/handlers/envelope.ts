import { serveForwarded } from '../../interbroker/forwarded-apis';
import { errorCodes } from '../../protocol/error-codes';
import type { EnvelopeRequest, EnvelopeResponse } from '../../protocol/messages/envelope';
import { decodePrincipal } from '../../protocol/messages/principal';
import { CodecError } from '../../protocol/primitives/codec-error';
import type { InternalServices } from '../internal-services';
import { errorFields } from './error-fields';

/**
 * Envelope: v0, on the internal listener (KIP-590)
 *
 * Behaviour: does what the client's request inside asks for, if this node is the controller, and answers with the whole
 * response. What the controller refuses as a whole is an error code and, in fields of our own, the reason; so is
 * how far the metadata is. A principal that cannot be read is PRINCIPAL_DESERIALIZATION_FAILURE; nothing depends on it
 * as long as there is no authorizer.
 */
export async function handleEnvelope(
  { controller, quorum, metadataLog, platform }: Pick<InternalServices, 'controller' | 'quorum' | 'metadataLog' | 'platform'>,
  { requestData, requestPrincipal }: EnvelopeRequest,
): Promise<EnvelopeResponse> {
  try {
    if (requestPrincipal !== null) decodePrincipal(requestPrincipal);
  } catch (error) {
    if (error instanceof CodecError) return { errorCode: errorCodes.PRINCIPAL_DESERIALIZATION_FAILURE };
    throw error;
  }
  try {
    const responseData = await serveForwarded({ controller, quorum }, requestData);
    return { responseData, errorCode: errorCodes.NONE, metadataOffset: metadataLog.highWatermark - 1 };
  } catch (error) {
    if (error instanceof CodecError) throw error;
    return errorFields(error, platform.logger);
  }
}
