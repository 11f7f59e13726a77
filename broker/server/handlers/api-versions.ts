import { supportedFeatures } from '../../metadata/features';
import { errorCodes } from '../../protocol/error-codes';
import type { ApiVersionsRequest, ApiVersionsResponse } from '../../protocol/messages/api-versions';
import type { BrokerServices } from '../broker-services';
import type { RequestContext } from '../endpoint';

/**
 * ApiVersions: v0-4
 *
 * Behaviour: lists the table of the listener the request came through, so it cannot say what is not served. The one
 * exception is Produce, advertised from 0 (KAFKA-18659): librdkafka otherwise switches compression off.
 * A version above ours is answered by the dispatcher in the layout of v0 (KIP-511).
 *
 * Version notes: v3 is flexible, but not its response header; it names the client software (KIP-511), which must look
 * like a name, and brings features (KIP-584). A minimum of 0 is understood from v4 on (KAFKA-17011): older versions get 1.
 */
export function handleApiVersions(
  { metadata }: Pick<BrokerServices, 'metadata'>,
  request: ApiVersionsRequest,
  { connection, version, apis }: RequestContext,
): ApiVersionsResponse {
  if (version >= 3) {
    const { clientSoftwareName, clientSoftwareVersion } = request;
    if (!namePattern.test(clientSoftwareName) || !namePattern.test(clientSoftwareVersion)) {
      return { errorCode: errorCodes.INVALID_REQUEST, apiKeys: [] };
    }
    connection.clientSoftwareName = clientSoftwareName;
    connection.clientSoftwareVersion = clientSoftwareVersion;
  }
  const { image } = metadata;
  return {
    errorCode: errorCodes.NONE,
    apiKeys: [...apis.values()].map(({ key, advertisedMinVersion, maxVersion }) => ({
      apiKey: key,
      minVersion: advertisedMinVersion,
      maxVersion,
    })),
    supportedFeatures: [...supportedFeatures]
      .filter(([, { max }]) => max > 0)
      .map(([name, { min, max }]) => ({ name, minVersion: version < 4 ? Math.max(1, min) : min, maxVersion: max })),
    finalizedFeaturesEpoch: Math.max(0, image.offset),
    finalizedFeatures: [...image.features]
      .filter(([, level]) => level > 0)
      .map(([name, level]) => ({ name, minVersionLevel: level, maxVersionLevel: level })),
  };
}

const namePattern = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/;
