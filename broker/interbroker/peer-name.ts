/** SCRAM's user name of a broker. */
export function peerName(nodeId: number): string {
  return `broker-${nodeId}`;
}

/** Undefined for a name that is no broker's. */
export function peerIdOf(name: string): number | undefined {
  const digits = /^broker-(0|[1-9]\d{0,8})$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
