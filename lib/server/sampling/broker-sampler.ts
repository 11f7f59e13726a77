import type { LogDir } from '@/lib/contracts/broker';
import { absentApis, brokerRelease } from '../kafka/broker-features';
import { isUnavailable, type ClusterClient } from '../kafka/cluster-client';
import { describeLogDirs } from '../kafka/log-dirs';
import { isRefusal } from '../kafka/refusal';
import type { ClusterLimits } from './cluster-limits';

export interface BrokerSample {
  readonly atMs: number;
  /** Null: it did not answer, or has no such call. */
  readonly logDirs: readonly LogDir[] | null;
  readonly sizeBytes: number | null;
  readonly diskTotalBytes: number | null;
  readonly diskFreeBytes: number | null;
}

const featuresAgeMs = 60_000;

/** What each broker says of its disks and of itself, asked once for all tabs. */
export class BrokerSampler {
  readonly #client: ClusterClient;
  readonly #samples = new Map<number, BrokerSample>();
  readonly #asking = new Map<number, Promise<BrokerSample>>();
  readonly #releases = new Map<number, { readonly atMs: number; readonly release: string | null }>();
  readonly #limits: ClusterLimits;
  #absentAtMs = 0;

  constructor(client: ClusterClient, limits: ClusterLimits) {
    this.#client = client;
    this.#limits = limits;
  }

  last(broker: number): BrokerSample | undefined {
    return this.#samples.get(broker);
  }

  release(broker: number): string | null {
    return this.#releases.get(broker)?.release ?? null;
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

  /** Releases, and what the brokers lack: they change when brokers are replaced. */
  async sampleFeatures(brokers: ReadonlySet<number>): Promise<void> {
    const now = Date.now();
    const stale = [...brokers].filter((broker) => now - (this.#releases.get(broker)?.atMs ?? 0) > featuresAgeMs);
    await Promise.all([
      ...stale.map(async (broker) => {
        const release = await unlessUnavailable(brokerRelease(this.#client, broker));
        if (release !== undefined) this.#releases.set(broker, { atMs: now, release });
      }),
      now - this.#absentAtMs > featuresAgeMs ? this.#findAbsent(now) : undefined,
    ]);
  }

  async #findAbsent(now: number): Promise<void> {
    const absent = await absentApis(this.#client);
    if (absent === undefined) return;
    this.#limits.setAbsent(absent);
    this.#absentAtMs = now;
  }

  async #ask(broker: number): Promise<BrokerSample> {
    const asked = this.#limits.note('DescribeLogDirs', describeLogDirs(this.#client, broker, null));
    const logDirs = (await unlessUnavailable(asked)) ?? null;
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
    if (!isRefusal(error) && !isUnavailable(error)) throw error;
    return undefined;
  }
}
