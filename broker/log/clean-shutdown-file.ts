/** `.kafka_cleanshutdown`: JSON {"version":0,"brokerEpoch":n}. It is there only while every log of the directory is closed in order. */
import { join } from 'node:path';
import { FileError, type FileSystem } from '../platform/file-system';

const fileName = '.kafka_cleanshutdown';

/** The broker epoch in the file (−1 when it names none); undefined without the file. */
export async function readCleanShutdown(fileSystem: FileSystem, directory: string): Promise<number | undefined> {
  let content: Buffer;
  try {
    content = await fileSystem.readFile(join(directory, fileName));
  } catch (error) {
    if (error instanceof FileError && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const match = /"brokerEpoch"\s*:\s*(-?\d+)/.exec(content.toString('latin1'));
  return match === null ? -1 : Number(match[1]);
}

export async function writeCleanShutdown(fileSystem: FileSystem, directory: string, brokerEpoch: number): Promise<void> {
  await fileSystem.replaceFile(join(directory, fileName), Buffer.from(JSON.stringify({ version: 0, brokerEpoch }), 'latin1'));
}

/** Gone for good when it resolves: a crash from now on is one. */
export async function removeCleanShutdown(fileSystem: FileSystem, directory: string): Promise<void> {
  await fileSystem.removeFile(join(directory, fileName));
  await fileSystem.syncDirectory(directory);
}
