'use client';
import { chosenFormats, type ChosenFormat } from '@/lib/contracts/decoding';
import { useClusterSummary } from './use-cluster-summary';

/** The formats to choose from in a cluster: a Schema Registry has to be there to be read with. */
export function useChosenFormats(cluster: string): readonly ChosenFormat[] {
  const hasSchemaRegistry = useClusterSummary(cluster)?.hasSchemaRegistry === true;
  return chosenFormats.filter((format) => format !== 'schema-registry' || hasSchemaRegistry);
}
