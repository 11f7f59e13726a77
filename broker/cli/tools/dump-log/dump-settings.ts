import type { RecordDecoder } from './record-decoders';

/** What a dump shows, and where to. */
export interface DumpSettings {
  readonly print: (text: string) => Promise<void>;
  readonly warn: (line: string) => void;
  /** Nobody waits for the rest. */
  readonly stopped: AbortSignal;
  readonly decoder: RecordDecoder;
  /** A line for each record. */
  readonly isDeep: boolean;
  /** With its key and value. */
  readonly isContentPrinted: boolean;
  /** Without anything else. */
  readonly isMetadataSkipped: boolean;
  /** Only look for mistakes in an index. */
  readonly isVerifyOnly: boolean;
  /** Only judge an index as a broker does when it starts. */
  readonly isSanityOnly: boolean;
  /** How much of a log is read. */
  readonly maxBytes: number;
}
