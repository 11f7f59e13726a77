import type { BrokerConfig } from '../config/broker-config';
import type { ReplicationConfig } from '../replication/replication-config';

/** Kafka's name of its choice by rack; other selectors would be classes of a JVM. */
const rackAwareSelector = 'org.apache.kafka.common.replica.RackAwareReplicaSelector';

/** The settings of replication from the broker's properties. */
export function replicationConfigOf({ values }: BrokerConfig): ReplicationConfig {
  return {
    lagMsMax: values['replica.lag.time.max.ms'],
    fetchBytesMax: values['replica.fetch.max.bytes'],
    fetchResponseBytesMax: values['replica.fetch.response.max.bytes'],
    fetchBytesMin: values['replica.fetch.min.bytes'],
    fetchWaitMsMax: values['replica.fetch.wait.max.ms'],
    fetchBackoffMsMax: values['replica.fetch.backoff.ms'],
    requestTimeoutMs: values['replica.socket.timeout.ms'],
    leaderThrottledBytesPerSecond: values['leader.replication.throttled.rate'],
    followerThrottledBytesPerSecond: values['follower.replication.throttled.rate'],
    isRackAware: values['replica.selector.class'] === rackAwareSelector,
  };
}
