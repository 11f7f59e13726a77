import type { BrokerConfig } from '../config/broker-config';
import type { Controller } from '../controller/controller';
import type { MetadataLog } from '../controller/metadata-log';
import type { QuorumAdmin } from '../controller/quorum-admin';
import type { GroupCoordinator } from '../coordinator/group/group-coordinator';
import type { ProducerIdManager } from '../interbroker/producer-id-manager';
import type { LogManager } from '../log/log-manager';
import type { MetadataPublisher } from '../metadata/metadata-publisher';
import type { Platform } from '../platform/platform';
import type { ReplicaManager } from '../replication/replica-manager';
import type { AutoTopicCreation } from './auto-topic-creation';
import type { FetchSessionCache } from './fetch-sessions/fetch-session-cache';

/** The parts of the broker that request handlers work with. */
export interface BrokerServices {
  readonly nodeId: number;
  readonly platform: Platform;
  /** The properties in force now: those set while the broker runs count. */
  readonly config: BrokerConfig;
  readonly metadata: MetadataPublisher;
  readonly metadataLog: MetadataLog;
  /** Wherever it is. */
  readonly controller: Controller & QuorumAdmin;
  readonly logManager: LogManager;
  readonly replicaManager: ReplicaManager;
  readonly fetchSessions: FetchSessionCache;
  readonly groupCoordinator: GroupCoordinator;
  readonly producerIds: ProducerIdManager;
  readonly autoTopicCreation: AutoTopicCreation;
}
