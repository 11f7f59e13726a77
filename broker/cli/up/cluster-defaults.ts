/** Brokers of a new data directory when nobody says how many. */
export const brokersOfNewCluster = 3;

/** How far the internal ports lie above the Kafka ports when nobody says. */
export const internalPortDistance = 10_000;
