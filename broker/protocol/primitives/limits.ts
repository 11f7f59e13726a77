/** Largest element count of one array, as Kafka 4.4 caps it: nothing is allocated for more. */
export const arrayLengthMax = 1_000_000;

/** Largest count of tagged fields in one structure (Kafka 4.4's cap). */
export const taggedFieldCountMax = 10_000;
