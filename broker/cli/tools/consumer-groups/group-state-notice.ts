/** What Kafka says of a group's state before its table, on stderr; undefined for a stable one. */
export function groupStateNotice(groupId: string, state: string): string | undefined {
  switch (state) {
    case 'Stable':
      return undefined;
    case 'Empty':
      return `\nConsumer group '${groupId}' has no active members.`;
    case 'Dead':
      return `\nError: Consumer group '${groupId}' does not exist.`;
    default:
      return `\nWarning: Consumer group '${groupId}' is rebalancing.`;
  }
}
