/** A mistake of the person who typed the command: one line on stderr that names the setting, exit code 1. */
export class UsageError extends Error {
  /** Commands are bundles of their own, each with its copy of this class, so `instanceof` tells less than this does. */
  readonly isUsageError = true;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UsageError';
  }

  static is(error: unknown): error is UsageError {
    return error instanceof Error && 'isUsageError' in error;
  }
}
