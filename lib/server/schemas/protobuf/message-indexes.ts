import type { MessageReader } from '../message-reader';

/** Which message of the schema's file it is: the index among the file's, then among those nested in that, and so on. A lone 0 is the first. */
export function readMessageIndexes(reader: MessageReader): readonly number[] {
  const count = reader.readVarint();
  if (count === 0) return [0];
  if (count < 0 || count > reader.remaining) reader.fail(`${count} message indexes in ${reader.remaining} bytes`);
  return Array.from({ length: count }, () => reader.readVarint());
}
