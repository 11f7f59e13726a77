/**
 * What one batch may inflate to where nobody set a limit. Far above any sane batch (Kafka's default is 1 MiB compressed)
 * and small enough that a bomb cannot take the process down.
 */
export const decompressedBytesMaxDefault = 128 * 1024 * 1024;
