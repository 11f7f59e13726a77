interface FeatureRange {
  readonly min: number;
  readonly max: number;
  /** The level a new cluster is given; 0 means the feature is off and has no record. */
  readonly initialLevel: number;
}

/** metadata.version 4.3-IV0. */
const metadataVersionLevel = 30;

/**
 * Features this broker supports, under Kafka's names. transaction.version stays 0 until there are transactions: clients
 * choose their transaction protocol by its finalized level.
 */
export const supportedFeatures: ReadonlyMap<string, FeatureRange> = new Map([
  ['metadata.version', { min: 7, max: metadataVersionLevel, initialLevel: metadataVersionLevel }],
  ['kraft.version', { min: 0, max: 1, initialLevel: 1 }],
  ['transaction.version', { min: 0, max: 0, initialLevel: 0 }],
  ['eligible.leader.replicas.version', { min: 0, max: 1, initialLevel: 1 }],
]);

/** The same as a broker's registration names them. */
export function registrationFeatures(): { name: string; minSupportedVersion: number; maxSupportedVersion: number }[] {
  return [...supportedFeatures].map(([name, { min, max }]) => ({
    name,
    minSupportedVersion: min,
    maxSupportedVersion: max,
  }));
}
