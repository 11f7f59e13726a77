/** `partition.metadata`: the id of the topic that a partition's directory belongs to, as two lines "version: 0" and "topic_id: <uuid>". */
import { join } from 'node:path';
import { FileError, type FileSystem } from '../platform/file-system';
import type { Uuid } from '../protocol/primitives/uuid';

const fileName = 'partition.metadata';

/** Undefined when there is no file, or none that can be read. */
export async function readTopicId(fileSystem: FileSystem, directory: string): Promise<Uuid | undefined> {
  try {
    const content = await fileSystem.readFile(join(directory, fileName));
    return /^version: *0\s+topic_id: *([\w-]{22})\s*$/.exec(content.toString('latin1'))?.[1];
  } catch (error) {
    if (error instanceof FileError && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * Durable when it resolves, and so before the first record: records without it would be taken for those of whatever topic
 * has the name by then.
 */
export function writeTopicId(fileSystem: FileSystem, directory: string, topicId: Uuid): Promise<void> {
  return fileSystem.replaceFile(join(directory, fileName), Buffer.from(`version: 0\ntopic_id: ${topicId}`, 'latin1'));
}
