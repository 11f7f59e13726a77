import { consumerProtocolSubscription } from '../../protocol/messages/consumer-protocol';
import { CodecError } from '../../protocol/primitives/codec-error';
import type { ClassicGroup } from './classic-group';

/** The protocol type of groups of consumers; others (Connect, registries) keep something else in their metadata. */
const consumerProtocolType = 'consumer';

const versionBytes = 2;

/** The topics that the members of a group of consumers read; undefined when that cannot be known. */
export function subscribedTopics(group: ClassicGroup): ReadonlySet<string> | undefined {
  if (group.protocolType !== consumerProtocolType) return undefined;
  const topics = new Set<string>();
  for (const member of group.members.values()) {
    const subscription = topicsOf(member.metadataFor(group.protocolName));
    if (subscription === undefined) return undefined;
    for (const topic of subscription) topics.add(topic);
  }
  return topics;
}

/** A subscription is an int16 version and the message; what a client put there is its own affair, so it may be anything. */
function topicsOf(metadata: Buffer): readonly string[] | undefined {
  if (metadata.length < versionBytes) return undefined;
  const { min, max } = consumerProtocolSubscription.versions;
  const version = Math.min(metadata.readInt16BE(0), max);
  if (version < min) return undefined;
  try {
    return consumerProtocolSubscription.decode(metadata.subarray(versionBytes), version).topics;
  } catch (error) {
    if (error instanceof CodecError) return undefined;
    throw error;
  }
}
