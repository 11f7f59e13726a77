import type { MessageReader } from '../message-reader';
import type { WriteValue } from './avro-output';

/** Makes JSON of the value that comes next. */
export type ReadValue = (reader: MessageReader) => string;

/** How values of a type are read and written. */
export interface AvroCodec {
  readonly read: ReadValue;
  readonly write: WriteValue;
}

export interface AvroType {
  /** As a union's JSON names it. */
  readonly name: string;
  /** A record or a map, which JSON writes in the same way. */
  readonly isObject: boolean;
  read: ReadValue;
  write: WriteValue;
}
