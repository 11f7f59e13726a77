import { FileError, type FileSystem } from '../platform/file-system';
import { uuidToBytes, type Uuid } from '../protocol/primitives/uuid';
import { StorageError } from './storage-error';

export const metaPropertiesFile = 'meta.properties';

/** What a log directory says it is. */
export interface MetaProperties {
  readonly clusterId: string;
  readonly nodeId: number;
  /** Made when the directory was formatted: a wiped directory comes back as another one. */
  readonly directoryId: Uuid;
}

/**
 * `meta.properties` of a log directory, in Java's properties format: `version=1`, `cluster.id`, `node.id`,
 * `directory.id`. Written once, last of all, when the directory is formatted.
 */
export function encodeMetaProperties({ clusterId, nodeId, directoryId }: MetaProperties): Buffer {
  const lines = ['version=1', `cluster.id=${clusterId}`, `node.id=${nodeId}`, `directory.id=${directoryId}`];
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** Undefined when the directory has not been formatted. Throws StorageError when what it says makes no sense. */
export async function readMetaProperties(fileSystem: FileSystem, directory: string): Promise<MetaProperties | undefined> {
  let content: Buffer;
  try {
    content = await fileSystem.readFile(`${directory}/${metaPropertiesFile}`);
  } catch (error) {
    if (error instanceof FileError && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return decodeMetaProperties(directory, content);
}

function decodeMetaProperties(directory: string, content: Buffer): MetaProperties {
  const properties = parseProperties(content.toString('utf8'));
  const demand = (name: string, pattern: RegExp): string => {
    const value = properties.get(name);
    if (value === undefined) throw new StorageError(directory, `${metaPropertiesFile} in ${directory} lacks ${name}.`);
    if (!pattern.test(value))
      throw new StorageError(directory, `${metaPropertiesFile} in ${directory} has ${name} "${value}", which makes no sense.`);
    return value;
  };
  demand('version', /^1$/);
  const directoryId = demand('directory.id', /^[A-Za-z0-9_-]{22}$/);
  uuidToBytes(directoryId);
  return { clusterId: demand('cluster.id', /^\S+$/), nodeId: Number(demand('node.id', /^\d{1,9}$/)), directoryId };
}

function parseProperties(text: string): Map<string, string> {
  const properties = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = /^\s*([^#!=:\s][^=:\s]*)\s*[=:\s]\s*(.*?)\s*$/.exec(line) ?? [];
    // Java escapes colons and equal signs with a backslash.
    if (name !== undefined && value !== undefined) properties.set(name, value.replaceAll(/\\(.)/g, '$1'));
  }
  return properties;
}
