import { FileError } from '../platform/file-system';
import { KafkaError } from '../protocol/kafka-error';

/** A failed file operation as the error a client may see; every other error stays what it is. */
export function toStorageError(error: unknown, doing: string): Error {
  if (error instanceof FileError) {
    return new KafkaError('KAFKA_STORAGE_ERROR', `${doing} failed: ${sentenceOf(error)}`, { cause: error });
  }
  return error instanceof Error ? error : new Error(String(error));
}

function sentenceOf(error: FileError): string {
  switch (error.code) {
    case 'ENOSPC':
      return 'the disk is full.';
    case 'EFBIG':
      return 'the file may not grow further.';
    case 'EROFS':
    case 'EACCES':
      return 'the file cannot be written.';
    case 'ENOENT':
    case 'EEXIST':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ENOTEMPTY':
    case 'EIO':
    case 'EOTHER':
      return `${error.message}.`;
  }
}

/** The disk has no room now and may have some later; also of what toStorageError() made of such an error. */
export function isOutOfSpace(error: unknown): boolean {
  const cause = error instanceof KafkaError ? error.cause : error;
  return cause instanceof FileError && (cause.code === 'ENOSPC' || cause.code === 'EFBIG');
}
