/** Most partitions that one request may create or elect for, as in Kafka: their records are one batch, written at once. */
export const partitionsPerRequestMax = 10_000;

/** Producer ids handed to a broker at a time, as in Kafka: one metadata write per thousand producers. */
export const producerIdBlockSize = 1000;
