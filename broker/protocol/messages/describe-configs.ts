/**
 * DescribeConfigs (key 32): configs of topics and brokers with where each value comes from. Version 0 is served beyond Kafka 4's range, for
 * old clients: it has isDefault where later versions have configSource.
 */
import { arrayOf } from '../schema/array';
import { api, message, type Decoded, type Encodable } from '../schema/message';
import { bool, int8, int16, int32 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

const request = message({
  name: 'DescribeConfigsRequest',
  versions: '0-4',
  flexible: '4+',
  fields: {
    resources: field(
      arrayOf(
        struct({
          resourceType: field(int8, '0+'),
          resourceName: field(string, '0+'),
          configurationKeys: field(arrayOf(string), '0+', { nullable: '0+' }),
        }),
      ),
      '0+',
    ),
    includeSynonyms: field(bool, '1+', { default: false }),
    includeDocumentation: field(bool, '3+', { default: false }),
  },
});

const response = message({
  name: 'DescribeConfigsResponse',
  versions: '0-4',
  flexible: '4+',
  fields: {
    throttleTimeMs: field(int32, '0+'),
    results: field(
      arrayOf(
        struct({
          errorCode: field(int16, '0+'),
          errorMessage: field(string, '0+', { nullable: '0+' }),
          resourceType: field(int8, '0+'),
          resourceName: field(string, '0+'),
          configs: field(
            arrayOf(
              struct({
                name: field(string, '0+'),
                value: field(string, '0+', { nullable: '0+' }),
                readOnly: field(bool, '0+'),
                isDefault: field(bool, '0', { default: false }),
                configSource: field(int8, '1+', { default: -1 }),
                isSensitive: field(bool, '0+'),
                synonyms: field(
                  arrayOf(
                    struct({
                      name: field(string, '1+'),
                      value: field(string, '1+', { nullable: '0+' }),
                      source: field(int8, '1+'),
                    }),
                  ),
                  '1+',
                ),
                configType: field(int8, '3+', { default: 0 }),
                documentation: field(string, '3+', { nullable: '0+' }),
              }),
            ),
            '0+',
          ),
        }),
      ),
      '0+',
    ),
  },
});

export const describeConfigsApi = api(32, 'DescribeConfigs', request, response);
export type DescribeConfigsRequest = Decoded<typeof request>;
export type DescribeConfigsResponse = Encodable<typeof response>;
