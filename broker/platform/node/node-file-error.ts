import { FileError, type FileErrorCode } from '../file-system';

const codes: Readonly<Record<string, FileErrorCode>> = {
  ENOENT: 'ENOENT',
  EEXIST: 'EEXIST',
  ENOTDIR: 'ENOTDIR',
  EISDIR: 'EISDIR',
  ENOTEMPTY: 'ENOTEMPTY',
  EACCES: 'EACCES',
  EPERM: 'EACCES',
  EROFS: 'EROFS',
  ENOSPC: 'ENOSPC',
  EDQUOT: 'ENOSPC',
  EFBIG: 'EFBIG',
  EIO: 'EIO',
};

/** Turns what node:fs reports into the port's error, with the original as its cause. */
export function toFileError(error: NodeJS.ErrnoException, path: string): FileError {
  return new FileError(codes[error.code ?? ''] ?? 'EOTHER', path, { cause: error });
}
