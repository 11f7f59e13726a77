/**
 * ApiVersions (key 18): which APIs and versions, and which features, a broker has. Its response header is always version 0, and a version
 * above the broker's is answered with error 35 in version 0's layout (KIP-511).
 */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int16, int32, int64 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'ApiVersionsRequest',
  versions: '0-4',
  flexible: '3+',
  fields: {
    clientSoftwareName: field(string, '3+'),
    clientSoftwareVersion: field(string, '3+'),
  },
});

const response = message({
  name: 'ApiVersionsResponse',
  versions: '0-4',
  flexible: '3+',
  fields: {
    errorCode: field(int16, '0+'),
    apiKeys: field(
      arrayOf(
        struct({
          apiKey: field(int16, '0+'),
          minVersion: field(int16, '0+'),
          maxVersion: field(int16, '0+'),
        }),
      ),
      '0+',
    ),
    throttleTimeMs: field(int32, '1+'),
    supportedFeatures: field(
      arrayOf(
        struct({
          name: field(string, '3+'),
          minVersion: field(int16, '3+'),
          maxVersion: field(int16, '3+'),
        }),
      ),
      '3+',
      { tag: 0 },
    ),
    finalizedFeaturesEpoch: field(int64, '3+', { default: -1, tag: 1 }),
    finalizedFeatures: field(
      arrayOf(
        struct({
          name: field(string, '3+'),
          maxVersionLevel: field(int16, '3+'),
          minVersionLevel: field(int16, '3+'),
        }),
      ),
      '3+',
      { tag: 2 },
    ),
    zkMigrationReady: field(bool, '3+', { default: false, tag: 3 }),
  },
});

export const apiVersionsApi = api(18, 'ApiVersions', request, response);
export type ApiVersionsRequest = Decoded<typeof request>;
export type ApiVersionsResponse = Encodable<typeof response>;
