import type { MetadataImage } from '../metadata/metadata-image';
import type { Clock } from '../platform/clock';
import { isActive } from './active-brokers';

interface Session {
  readonly brokerEpoch: number;
  lastContactMs: number;
  /** How far the broker knows the metadata; -1 before its first heartbeat. */
  metadataOffset: number;
  /** A heartbeat came, and its connection has not been seen to end since. */
  isConnected: boolean;
}

/**
 * Which brokers were heard of, and when, by the monotonic clock. Nothing of it is in the metadata: a new controller gives
 * everybody a new session, and a heartbeat costs no write.
 */
export class BrokerSessions {
  readonly timeoutMs: number;
  readonly #clock: Clock;
  readonly #sessions = new Map<number, Session>();
  /** From which offset on the metadata shows that a broker is shutting down. */
  readonly #shutdownOffsets = new Map<number, number>();
  readonly #firstOffset: number;

  constructor({ clock, timeoutMs, image }: { clock: Clock; timeoutMs: number; image: MetadataImage }) {
    this.#clock = clock;
    this.timeoutMs = timeoutMs;
    this.#firstOffset = image.offset;
    const lastContactMs = clock.monotonicMs();
    for (const { id, epoch, fenced } of image.brokers.values()) {
      if (fenced) continue;
      this.#sessions.set(id, { brokerEpoch: epoch, lastContactMs, metadataOffset: -1, isConnected: false });
    }
  }

  heartbeat(brokerId: number, brokerEpoch: number, metadataOffset: number): void {
    const lastContactMs = this.#clock.monotonicMs();
    this.#sessions.set(brokerId, { brokerEpoch, lastContactMs, metadataOffset, isConnected: true });
  }

  disconnected(brokerId: number, brokerEpoch: number): void {
    const session = this.#sessions.get(brokerId);
    if (session?.brokerEpoch === brokerEpoch) session.isConnected = false;
  }

  isConnected(brokerId: number): boolean {
    return this.#sessions.get(brokerId)?.isConnected ?? false;
  }

  shutdownBegan(brokerId: number, offset: number): void {
    this.#shutdownOffsets.set(brokerId, offset);
  }

  /** Whether every active broker knows the metadata since this one began to shut down. */
  isHandedOver(image: MetadataImage, brokerId: number): boolean {
    const offset = this.#shutdownOffsets.get(brokerId) ?? this.#firstOffset;
    for (const { id } of image.brokers.values()) {
      if (isActive(image, id) && (this.#sessions.get(id)?.metadataOffset ?? -1) < offset) return false;
    }
    return true;
  }

  /** When the first session of an unfenced broker ends, if nothing is heard until then. Undefined without such brokers. */
  nextExpiryMs(image: MetadataImage): number | undefined {
    let earliestMs: number | undefined;
    for (const { id, fenced } of image.brokers.values()) {
      if (fenced) continue;
      const expiryMs = this.#expiryMs(id);
      if (earliestMs === undefined || expiryMs < earliestMs) earliestMs = expiryMs;
    }
    return earliestMs;
  }

  /** The unfenced brokers whose sessions have ended. */
  expired(image: MetadataImage): number[] {
    const nowMs = this.#clock.monotonicMs();
    return [...image.brokers.values()].filter(({ id, fenced }) => !fenced && this.#expiryMs(id) <= nowMs).map(({ id }) => id);
  }

  /** Starts every session anew: it was this process that stood still. */
  renewAll(): void {
    const nowMs = this.#clock.monotonicMs();
    for (const session of this.#sessions.values()) session.lastContactMs = nowMs;
  }

  #expiryMs(brokerId: number): number {
    return (this.#sessions.get(brokerId)?.lastContactMs ?? 0) + this.timeoutMs;
  }
}
