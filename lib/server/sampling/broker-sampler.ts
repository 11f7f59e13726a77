import type { ClusterDetail } from '@/lib/contracts/cluster';
import type { LogDir } from '@/lib/contracts/broker';
import { brokerRelease, clusterCapabilities } from '../kafka/broker-features';
import { isUnavailable, type ClusterClient } from '../kafka/cluster-client';
import { describeLogDirs } from '../kafka/log-dirs';
import { ServiceError } from '../service-error';

export interface BrokerSample {
  readonly atMs: number;
  /** Null: it did not answer, or has no such call. */
  readonly logDirs: readonly LogDir[] | null;
  readonly sizeBytes: number | null;
  readonly diskTotalBytes: number | null;
  readonly diskFreeBytes: number | null;
}

const featuresAgeMs = 60_000;
const noCapabilities: ClusterDetail['capabilities'] = { electLeaders: false, reassign: false };

/** What each broker says of its disks and of itself, asked once for all tabs. */
export class BrokerSampler {
  readonly #client: ClusterClient;
  readonly #samples = new Map<number, BrokerSample>();
  readonly #asking = new Map<number, Promise<BrokerSample>>();
  readonly #releases = new Map<number, { readonly atMs: number; readonly release: string | null }>();
  #capabilities: { readonly atMs: number; readonly value: ClusterDetail['capabilities'] } | undefined;

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  last(broker: number): BrokerSample | undefined {
    return this.#samples.get(broker);
  }

  release(broker: number): string | null {
    return this.#releases.get(broker)?.release ?? null;
  }

  get capabilities(): ClusterDetail['capabilities'] {
    return this.#capabilities?.value ?? noCapabilities;
  }

  /** Brings the brokers' samples up to the age; those who no longer are in the cluster are forgotten. */
  async sample(brokers: ReadonlySet<number>, ageMsMax: number): Promise<void> {
    for (const known of this.#samples.keys()) if (!brokers.has(known)) this.#samples.delete(known);
    await Promise.all([...brokers].map((broker) => this.sampleOne(broker, ageMsMax)));
  }

  async sampleOne(broker: number, ageMsMax: number): Promise<BrokerSample> {
    const known = this.#samples.get(broker);
    if (known !== undefined && Date.now() - known.atMs <= ageMsMax) return known;
    const asking = this.#asking.get(broker) ?? this.#ask(broker).finally(() => this.#asking.delete(broker));
    this.#asking.set(broker, asking);
    return asking;
  }

  /** Releases and capabilities: they change when brokers are replaced. */
  async sampleFeatures(brokers: ReadonlySet<number>): Promise<void> {
    const now = Date.now();
    const stale = [...brokers].filter((broker) => now - (this.#releases.get(broker)?.atMs ?? 0) > featuresAgeMs);
    const areCapabilitiesStale = now - (this.#capabilities?.atMs ?? 0) > featuresAgeMs;
    await Promise.all([
      ...stale.map(async (broker) => {
        const release = await unlessUnavailable(brokerRelease(this.#client, broker));
        if (release !== undefined) this.#releases.set(broker, { atMs: now, release });
      }),
      areCapabilitiesStale
        ? clusterCapabilities(this.#client).then((value) => {
            this.#capabilities = { atMs: now, value };
          })
        : undefined,
    ]);
  }

  async #ask(broker: number): Promise<BrokerSample> {
    const logDirs = (await unlessUnavailable(describeLogDirs(this.#client, broker, null))) ?? null;
    const sample = { atMs: Date.now(), logDirs, ...disksOf(logDirs) };
    this.#samples.set(broker, sample);
    return sample;
  }
}

/** Directories of one disk tell the same totals: that disk counts once. */
function disksOf(logDirs: readonly LogDir[] | null): Pick<BrokerSample, 'sizeBytes' | 'diskTotalBytes' | 'diskFreeBytes'> {
  if (logDirs === null) return { sizeBytes: null, diskTotalBytes: null, diskFreeBytes: null };
  const disks = new Map<string, { total: number; free: number }>();
  for (const { totalBytes, usableBytes } of logDirs) {
    if (totalBytes !== null && usableBytes !== null)
      disks.set(`${totalBytes}/${usableBytes}`, { total: totalBytes, free: usableBytes });
  }
  const isKnown = disks.size > 0;
  const sum = (of: (disk: { total: number; free: number }) => number): number =>
    [...disks.values()].reduce((total, disk) => total + of(disk), 0);
  return {
    sizeBytes: logDirs.reduce((total, { sizeBytes }) => total + sizeBytes, 0),
    diskTotalBytes: isKnown ? sum(({ total }) => total) : null,
    diskFreeBytes: isKnown ? sum(({ free }) => free) : null,
  };
}

/** Undefined where the broker does not answer, or not to this question. */
async function unlessUnavailable<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const isRefused = ['UNSUPPORTED_BY_CLUSTER', 'NOT_AUTHORIZED', 'KAFKA_ERROR'].includes(error.code);
    if (!isRefused && !isUnavailable(error)) throw error;
    return undefined;
  }
}
