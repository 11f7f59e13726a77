const votersMax = 3;

/** Which local brokers vote in the metadata quorum: the first three; the first alone when there are fewer. */
export function voterIds(brokerIds: readonly number[]): number[] {
  return brokerIds.slice(0, brokerIds.length < votersMax ? 1 : votersMax);
}
