import type { Readable, Writable } from 'node:stream';
import type { Platform } from '../../platform/platform';

/** What a tool has of the process it runs in. */
export interface ToolIo {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly platform: Platform;
  /** Ends a tool that would go on for ever; the process's SIGINT and SIGTERM when absent. */
  readonly interrupted?: AbortSignal;
}

/** One of Kafka's command line tools. */
export interface Tool {
  /** Resolves to the exit code; never rejects for what a person did or a cluster said. */
  run(args: string[], io: ToolIo): Promise<number>;
}
