import type { BrokerConfig } from '../config/broker-config';
import { topicConfigDefinitions } from '../config/topic-config-definitions';

/** The properties of a topic that decide who may lead its partitions. */
export interface ReplicationRules {
  /** min.insync.replicas as it is set; a partition with fewer replicas needs no more than it has. */
  readonly minIsr: number;
  /** unclean.leader.election.enable: a leader that may lack acknowledged records is better than none. */
  readonly uncleanElection: boolean;
}

const minIsrName = 'min.insync.replicas';
const uncleanElectionName = 'unclean.leader.election.enable';

/** Reads these two and no others: it is asked for every partition of a broker that died. */
export function replicationRules(config: BrokerConfig, topicTexts: ReadonlyMap<string, string>): ReplicationRules {
  const minIsr = topicTexts.get(minIsrName);
  const uncleanElection = topicTexts.get(uncleanElectionName);
  return {
    minIsr: minIsr === undefined ? config.values[minIsrName] : topicConfigDefinitions[minIsrName].parse(minIsrName, minIsr),
    uncleanElection:
      uncleanElection === undefined
        ? config.values[uncleanElectionName]
        : topicConfigDefinitions[uncleanElectionName].parse(uncleanElectionName, uncleanElection),
  };
}
