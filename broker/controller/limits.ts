/** Most partitions that one request may create or elect for, as in Kafka: their records are one batch, written at once. */
export const partitionsPerRequestMax = 10_000;

/** Producer ids handed to a broker at a time, as in Kafka: one metadata write per thousand producers. */
export const producerIdBlockSize = 1000;

/** Most records in one batch of a decision that may be split, as in Kafka: what a broker led can be any number. */
export const recordsPerBatchMax = 10_000;

/** Leaderships moved back to preferred replicas in one decision, as in Kafka: others get their turn in between. */
export const leaderMovesPerDecisionMax = 1000;
