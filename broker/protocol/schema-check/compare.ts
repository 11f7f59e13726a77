import { includes, parseVersions } from '../schema/versions';
import type { AnyMessage } from './all-messages';
import { layoutOfKafka, type KafkaSchema } from './kafka-schema';
import { layoutOfOurs } from './layout-of-ours';

interface Comparison {
  /** Sentences about what is wrong; empty when all versions are the same. */
  differences: string[];
  /** Versions we speak and Kafka no longer does: nothing to compare with. */
  beyondKafka: number[];
}

/** Compares a message with Kafka's, version by version, by what stands on the wire. */
export function compare(ours: AnyMessage, kafka: KafkaSchema): Comparison {
  const comparison: Comparison = { differences: [], beyondKafka: [] };
  const valid = parseVersions(kafka.validVersions);
  for (let version = ours.versions.min; version <= ours.versions.max; version += 1) {
    if (!includes(valid, version)) {
      comparison.beyondKafka.push(version);
      continue;
    }
    const isFlexible = includes(parseVersions(kafka.flexibleVersions), version);
    if (ours.isFlexible(version) !== isFlexible) {
      comparison.differences.push(`${ours.name} ${version}: Kafka's is ${isFlexible ? '' : 'not '}flexible`);
    }
    const [mine, theirs] = [layoutOfOurs(ours, version), layoutOfKafka(kafka, version)];
    const at = mine.findIndex((line, index) => line !== theirs[index]);
    const different = at >= 0 ? at : mine.length;
    if (at < 0 && mine.length === theirs.length) continue;
    const have = mine[different]?.trim() ?? 'nothing';
    const want = theirs[different]?.trim() ?? 'nothing';
    comparison.differences.push(`${ours.name} ${version}: has "${have}" where Kafka has "${want}"`);
  }
  return comparison;
}
