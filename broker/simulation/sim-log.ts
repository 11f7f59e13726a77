import type { LogFields, Logger } from '../platform/logger';
import type { Platform } from '../platform/platform';
import type { Transport } from '../platform/transport';
import { KafkaError } from '../protocol/kafka-error';
import { encodeBatch } from '../protocol/records/encode-batch';
import { SimClock } from './sim-clock';
import { SimFileSystem } from './sim-file-system';
import { SimRandom } from './sim-random';
import type { AppendOrigin } from '../log/log-append-info';
import { defaultLogConfig, type LogConfig } from '../log/log-config';
import { createLogResources, type LogResources } from '../log/log-resources';
import { RecentMemory } from '../log/recent-batches';
import { UnifiedLog } from '../log/unified-log';
import type { UnifiedLogOptions } from '../log/unified-log-options';

export const logDirectory = '/data/broker-1/orders-0';
export const topicId = 'AAAAAAAAAAAAAAAAAAAAAQ';
export const topicPartition = { topic: 'orders', partition: 0 };

export class RecordingLogger implements Logger {
  readonly lines: { level: string; message: string; fields: LogFields | undefined }[] = [];

  debug(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'debug', message, fields });
  }

  info(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'info', message, fields });
  }

  warn(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'warn', message, fields });
  }

  error(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'error', message, fields });
  }
}

const noTransport: Transport = {
  listen: () => Promise.reject(new Error('no network here')),
  connect: () => Promise.reject(new Error('no network here')),
};

export interface SimWorld {
  readonly clock: SimClock;
  readonly fileSystem: SimFileSystem;
  readonly logger: RecordingLogger;
  readonly platform: Platform;
}

export function simWorld(): SimWorld {
  const clock = new SimClock();
  const fileSystem = new SimFileSystem({ clock });
  const logger = new RecordingLogger();
  const platform = { clock, timers: clock, random: new SimRandom(1), fileSystem, transport: noTransport, logger };
  return { clock, fileSystem, logger, platform };
}

export type LogOverrides = Partial<Omit<UnifiedLogOptions, 'config'>> & { config?: Partial<LogConfig> };

/** The broker's directory, durable as a formatted one is. */
export async function makeDataDirectory({ fileSystem }: SimWorld): Promise<void> {
  await fileSystem.makeDirectory('/data/broker-1');
  await fileSystem.syncDirectory('/data');
  await fileSystem.syncDirectory('/');
}

export async function openLog(world: SimWorld, overrides: LogOverrides = {}): Promise<UnifiedLog> {
  const { config, ...rest } = overrides;
  await makeDataDirectory(world);
  return UnifiedLog.open({
    platform: world.platform,
    topicPartition,
    topicId,
    directory: logDirectory,
    config: { ...defaultLogConfig, ...config },
    ...rest,
  });
}

/** Nothing is read from memory. */
export function diskOnly({ fileSystem, logger }: SimWorld): LogResources {
  return { ...createLogResources({ fileSystem, logger }), recent: new RecentMemory(0) };
}

export interface TestBatch {
  values?: readonly string[];
  timestamps?: readonly number[];
  timestampMs?: number;
  producerId?: number;
  producerEpoch?: number;
  baseSequence?: number;
  baseOffset?: number;
  epoch?: number;
}

export function batchOf(world: SimWorld, batch: TestBatch = {}): Buffer {
  const values = batch.values ?? ['value'];
  const records = values.map((value, index) => ({
    key: Buffer.from(`key-${index}`),
    value: Buffer.from(value),
    timestampMs: batch.timestamps?.[index] ?? batch.timestampMs ?? world.clock.nowMs(),
  }));
  return encodeBatch(records, {
    ...(batch.baseOffset === undefined ? {} : { baseOffset: batch.baseOffset }),
    ...(batch.epoch === undefined ? {} : { partitionLeaderEpoch: batch.epoch }),
    ...(batch.producerId === undefined
      ? {}
      : {
          producerId: batch.producerId,
          producerEpoch: batch.producerEpoch ?? 0,
          baseSequence: batch.baseSequence ?? 0,
        }),
  });
}

export function append(
  world: SimWorld,
  log: UnifiedLog,
  batch: TestBatch = {},
  options: { leaderEpoch?: number; origin?: AppendOrigin } = {},
) {
  return log.appendAsLeader(batchOf(world, batch), { leaderEpoch: options.leaderEpoch ?? 0, origin: options.origin ?? 'client' });
}

/** Every byte of the log from `startOffset` to its end. */
export async function readAll(log: UnifiedLog, startOffset = log.logStartOffset): Promise<Buffer> {
  const parts: Buffer[] = [];
  let offset = startOffset;
  while (offset < log.logEndOffset) {
    const { records } = await log.read({
      startOffset: offset,
      maxBytes: 300,
      maxOffsetExclusive: log.logEndOffset,
      minOneBatch: true,
    });
    if (records.length === 0) break;
    parts.push(records);
    offset = lastOffsetIn(records) + 1;
  }
  return Buffer.concat(parts);
}

function lastOffsetIn(records: Buffer): number {
  let last = -1;
  for (let at = 0; at < records.length; at += records.readInt32BE(at + 8) + 12) {
    last = Number(records.readBigInt64BE(at)) + records.readInt32BE(at + 23);
  }
  return last;
}

/** The error name a promise rejects with; a word for anything else. */
export async function errorNameOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return error instanceof KafkaError ? error.errorName : String(error);
  }
}
