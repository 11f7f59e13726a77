import { addressText } from '../../../client/bootstrap-servers';
import { addRaftVoter } from '../../../client/raft-voters';
import { readMetaProperties } from '../../../interbroker/meta-properties';
import { StorageError } from '../../../interbroker/storage-error';
import type { FileSystem } from '../../../platform/file-system';
import type { Uuid } from '../../../protocol/primitives/uuid';
import { readPropertiesFile } from '../../properties-file';
import { UsageError } from '../../usage-error';
import type { ToolContext } from '../define-tool';
import { controllerProperties } from './controller-properties';

async function directoryIdOf(fileSystem: FileSystem, directory: string): Promise<Uuid> {
  try {
    const properties = await readMetaProperties(fileSystem, directory);
    if (properties !== undefined) return properties.directoryId;
  } catch (error) {
    if (error instanceof StorageError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
  throw new UsageError(`Unable to read meta.properties from ${directory}`);
}

/** `add-controller`: the file of --command-config is the new controller's own. */
export async function addController({ client, options, io, print }: ToolContext): Promise<number> {
  const file = await readPropertiesFile('command-config', options.value('command-config') ?? '');
  const { id, directory, endpoints } = controllerProperties(file);
  const directoryId = await directoryIdOf(io.platform.fileSystem, directory);
  const isDryRun = options.flag('dry-run');
  if (!isDryRun) await addRaftVoter(client, { id, directoryId }, endpoints);
  const urls = endpoints.map((endpoint) => `${endpoint.name}://${addressText(endpoint)}`).join(', ');
  const done = isDryRun ? 'DRY RUN of adding' : 'Added';
  await print(`${done} controller ${id} with directory id ${directoryId} and endpoints: ${urls}\n`);
  return 0;
}
