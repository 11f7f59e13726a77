/** What the broker can learn from a failed file operation. The codes are those of POSIX. */
export type FileErrorCode =
  'ENOENT' | 'EEXIST' | 'ENOTDIR' | 'EISDIR' | 'ENOTEMPTY' | 'EACCES' | 'EROFS' | 'ENOSPC' | 'EFBIG' | 'EIO' | 'EOTHER';

/** The one error every FileSystem call rejects with. */
export class FileError extends Error {
  readonly code: FileErrorCode;
  readonly path: string;

  constructor(code: FileErrorCode, path: string, options?: { cause?: unknown }) {
    super(`${code}: ${path}`, options);
    this.name = 'FileError';
    this.code = code;
    this.path = path;
  }
}

/** `read`: must exist, read only. `read-write`: created when missing. `create`: created or emptied. */
export type OpenMode = 'read' | 'read-write' | 'create';

export interface FileStat {
  kind: 'file' | 'directory';
  sizeBytes: number;
  modifiedMs: number;
}

/** An open file. Positions are explicit; there is no cursor and no append mode. */
export interface FileHandle {
  /** Reads up to `length` bytes into `target` at `targetOffset`; resolves to the bytes read, 0 at the end. */
  read(target: Buffer, targetOffset: number, length: number, position: number): Promise<number>;
  /** Writes all buffers in order from `position`: it loops over short writes and resolves only when every byte is written. */
  write(buffers: readonly Buffer[], position: number): Promise<void>;
  /** Cuts or zero-extends the file. */
  truncate(sizeBytes: number): Promise<void>;
  /** Makes the file's data durable (fdatasync). A rejection is final: the caller never retries it. */
  sync(): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

/** The disk. Every rejection is a FileError. */
export interface FileSystem {
  open(path: string, mode: OpenMode): Promise<FileHandle>;
  readFile(path: string): Promise<Buffer>;
  /** Replaces `path` so that a crash leaves the old or the new content, durable when it resolves (`.tmp`, sync, rename, sync of the directory). */
  replaceFile(path: string, content: Buffer): Promise<void>;
  /** Atomic; replaces the target. Durable only after syncDirectory of the parents. */
  rename(from: string, to: string): Promise<void>;
  /** Removing what is not there is not an error. */
  removeFile(path: string): Promise<void>;
  /** Removes a directory with all it holds; removing what is not there is not an error. */
  removeDirectory(path: string): Promise<void>;
  /** Creates the directory and its missing parents. */
  makeDirectory(path: string): Promise<void>;
  /** Names in the directory, sorted. */
  list(path: string): Promise<string[]>;
  /** Undefined when nothing is there. */
  stat(path: string): Promise<FileStat | undefined>;
  /** Makes creations, renames and removals inside the directory durable. */
  syncDirectory(path: string): Promise<void>;
  /** Bytes of the file system that holds `path`. */
  space(path: string): Promise<{ totalBytes: number; usableBytes: number }>;
}
