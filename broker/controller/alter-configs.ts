import { configResourceTypes } from '../metadata/image-draft';
import type { ConfigResource } from '../metadata/metadata-image';
import type { MetadataRecordInput } from '../metadata/metadata-record';
import { errorCodes } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { AlterConfigsRequest, AlterConfigsResponse } from '../protocol/messages/alter-configs';
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from '../protocol/messages/incremental-alter-configs';
import { changedTexts, configRecords, configResourceOf, validateTexts } from './config-changes';
import { configErrorAs } from './config-failure';
import type { ControllerResult, ControllerState } from './controller-result';
import { duplicatesOf } from './duplicates';
import { partitionsUnderConfig } from './partitions-under-config';

interface RequestedResource {
  readonly resourceType: number;
  readonly resourceName: string;
  readonly configs: readonly { readonly name: string }[];
}

interface ResourceResult {
  errorCode: number;
  errorMessage: string | null;
  resourceType: number;
  resourceName: string;
}

/** IncrementalAlterConfigs: each resource changes as a whole or not at all. */
export function incrementalAlterConfigs(
  state: ControllerState,
  request: IncrementalAlterConfigsRequest,
): ControllerResult<IncrementalAlterConfigsResponse> {
  return alterResources(state, request, (resource, { configs }) =>
    changedTexts(
      state,
      resource,
      configs.map(({ name, configOperation, value }) => ({ name, operation: configOperation, value })),
    ),
  );
}

/** AlterConfigs, the old form: what it lists becomes all that is set for the resource. */
export function alterConfigs(state: ControllerState, request: AlterConfigsRequest): ControllerResult<AlterConfigsResponse> {
  return alterResources(
    state,
    request,
    (_resource, { configs }) =>
      new Map(
        configs.map(({ name, value }): [string, string] => {
          if (value === null) throw new KafkaError('INVALID_REQUEST', `${name} needs a value.`);
          return [name, value];
        }),
      ),
  );
}

function alterResources<Resource extends RequestedResource>(
  state: ControllerState,
  { resources, validateOnly }: { resources: readonly Resource[]; validateOnly: boolean },
  textsAfter: (resource: ConfigResource, requested: Resource) => ReadonlyMap<string, string>,
): ControllerResult<{ throttleTimeMs: number; responses: ResourceResult[] }> {
  const keyOf = ({ resourceType, resourceName }: RequestedResource): string => `${resourceType}:${resourceName}`;
  const duplicates = duplicatesOf(resources.map(keyOf));
  const records: MetadataRecordInput[] = [];
  const responses = resources.map((requested): ResourceResult => {
    const { resourceType, resourceName } = requested;
    try {
      if (duplicates.has(keyOf(requested)))
        throw new KafkaError('INVALID_REQUEST', 'The request names this resource more than once.');
      const resource = configResourceOf(state, resourceType, resourceName);
      records.push(...alterResource(state, resource, requested, textsAfter));
      return { errorCode: errorCodes.NONE, errorMessage: null, resourceType, resourceName };
    } catch (error) {
      // Kafka answers a refused broker property with INVALID_REQUEST, a refused topic property with INVALID_CONFIG.
      const failure = configErrorAs(resourceType === configResourceTypes.broker ? 'INVALID_REQUEST' : 'INVALID_CONFIG', error);
      return { errorCode: failure.code, errorMessage: failure.message, resourceType, resourceName };
    }
  });
  return { records: validateOnly ? [] : records, response: { throttleTimeMs: 0, responses } };
}

function alterResource<Resource extends RequestedResource>(
  state: ControllerState,
  resource: ConfigResource,
  requested: Resource,
  textsAfter: (resource: ConfigResource, requested: Resource) => ReadonlyMap<string, string>,
): MetadataRecordInput[] {
  const [twice] = duplicatesOf(requested.configs.map(({ name }) => name));
  if (twice !== undefined) throw new KafkaError('INVALID_REQUEST', `The request names ${twice} more than once.`);
  const after = textsAfter(resource, requested);
  validateTexts(state, resource, after);
  return [...configRecords(resource, state.image.configs(resource), after), ...partitionsUnderConfig(state, resource, after)];
}
