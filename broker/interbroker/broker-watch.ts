import type { BrokerProcess } from '../controller/quorum-controller';
import type { LeaderAndEpoch } from '../metadata/metadata-log-listener';
import type { MetadataImage } from '../metadata/metadata-image';
import type { Logger } from '../platform/logger';
import type { Timers } from '../platform/timers';
import { KafkaError } from '../protocol/kafka-error';
import { apiVersionsApi } from '../protocol/messages/api-versions';
import type { Peers } from '../replication/peers';

/** A process that dies may take a connection just before its listener is gone: then it is asked again. */
const attemptsMax = 5;
const pauseMs = 20;
/** Whoever takes longer is slow and not dead, and has its session's time. */
const answerMsMax = 500;
const lane = 'probe';
const question = { clientSoftwareName: 'ottla', clientSoftwareVersion: '1' };

/** The controller of this node. */
interface WatchingController {
  readonly isActive: boolean;
  brokerUnreachable(process: BrokerProcess): Promise<void>;
  brokerDisconnected(process: BrokerProcess): void;
}

interface BrokerWatchOptions {
  readonly nodeId: number;
  readonly controller: WatchingController;
  readonly peers: Peers;
  readonly image: () => MetadataImage;
  readonly timers: Timers;
  readonly logger: Logger;
}

/**
 * Tells the controller at once when the process of a broker is gone, long before its session ends: the kernel closes
 * the connection its heartbeats came on, and refuses a new one. A node that becomes the controller asks all brokers that
 * ought to be alive, as those that died with the last controller have no connection to close.
 */
export class BrokerWatch {
  readonly #options: BrokerWatchOptions;
  /** By connection. */
  readonly #processes = new Map<object, BrokerProcess>();
  #isStopped = false;

  constructor(options: BrokerWatchOptions) {
    this.#options = options;
  }

  /** A heartbeat of the broker came on the connection. */
  heartbeatOn(connection: object, process: BrokerProcess): void {
    this.#processes.set(connection, process);
  }

  connectionClosed(connection: object): void {
    const process = this.#processes.get(connection);
    if (process === undefined) return;
    this.#processes.delete(connection);
    if (this.#isStopped || this.#isConnected(process)) return;
    this.#options.controller.brokerDisconnected(process);
    void this.#probe(process);
  }

  /** To be told after the controller was. */
  onLeaderChange({ leaderId }: LeaderAndEpoch): void {
    const { nodeId, image } = this.#options;
    if (leaderId !== nodeId) return;
    for (const { id, epoch, fenced } of image().brokers.values()) {
      if (id !== nodeId && !fenced) void this.#probe({ brokerId: id, brokerEpoch: epoch });
    }
  }

  stop(): void {
    this.#isStopped = true;
  }

  #isConnected({ brokerId, brokerEpoch }: BrokerProcess): boolean {
    for (const other of this.#processes.values()) {
      if (other.brokerId === brokerId && other.brokerEpoch === brokerEpoch) return true;
    }
    return false;
  }

  async #probe(process: BrokerProcess): Promise<void> {
    const { controller, peers, timers } = this.#options;
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      if (this.#isStopped || !controller.isActive) return;
      try {
        await peers.request(process.brokerId, lane, apiVersionsApi, question, { timeoutMs: answerMsMax });
        return;
      } catch (error) {
        if (peers.isRefused(error)) {
          await this.#unreachable(process);
          return;
        }
        if (!(error instanceof KafkaError) || error.errorName !== 'NETWORK_EXCEPTION') return;
      }
      await new Promise<void>((resolve) => {
        timers.after(pauseMs, resolve);
      });
    }
  }

  async #unreachable(process: BrokerProcess): Promise<void> {
    const { controller, logger } = this.#options;
    try {
      await controller.brokerUnreachable(process);
    } catch (error) {
      // Whoever leads the quorum now asks for itself.
      logger.info(`Broker ${process.brokerId} is gone, and this node could not fence it.`, { reason: String(error) });
    }
  }
}
