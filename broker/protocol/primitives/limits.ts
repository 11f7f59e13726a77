/** Largest element count of one array, as Kafka 4.4 caps it: nothing is allocated for more. */
export const arrayLengthMax = 1_000_000;

/** Largest count of tagged fields in one structure (Kafka 4.4's cap). */
export const taggedFieldCountMax = 10_000;

/**
 * Largest element count of all arrays of one message together. A frame of the largest size could otherwise hold tens of
 * millions of two-byte elements, each of which becomes an object a hundred times its size.
 */
export const elementsPerMessageMax = 4_000_000;
