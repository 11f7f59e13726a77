/** Most records that one request may cause, as in Kafka: they are one batch, which must stay well below the frame limit. */
export const recordsPerRequestMax = 10_000;

/** Producer ids handed to a broker at a time, as in Kafka: one metadata write per thousand producers. */
export const producerIdBlockSize = 1000;

/** Largest partition count of one topic; beyond it the request itself is a mistake. */
export const topicPartitionsMax = recordsPerRequestMax;
