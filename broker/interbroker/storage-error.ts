/** A data directory that cannot be used as it is. The message is one sentence that names the directory. */
export class StorageError extends Error {
  readonly directory: string;

  constructor(directory: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StorageError';
    this.directory = directory;
  }
}
