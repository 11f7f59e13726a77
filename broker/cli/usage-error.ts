/** A mistake of the person who typed the command: one line on stderr that names the setting, exit code 1. */
export class UsageError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'UsageError';
  }
}
