import type { ConnectionContext } from '../network/frame-handler';

/** Names the client of a connection among all that wait for records; connection ids are counted per listener. */
export function readerOf({ listenerName, id }: ConnectionContext): string {
  return `${listenerName} ${id}`;
}
