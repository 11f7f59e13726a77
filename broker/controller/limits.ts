/** Most records that one request may cause, as in Kafka: they are one batch, which must stay well below the frame limit. */
export const recordsPerRequestMax = 10_000;

/** Producer ids handed to a broker at a time, as in Kafka: one metadata write per thousand producers. */
export const producerIdBlockSize = 1000;

/** Records applied in one go when a log is read at start: fewer, larger steps share the copying of maps. */
export const replayedRecordsMax = 10_000;
