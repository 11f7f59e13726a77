import { BrokerConfig } from '../../config/broker-config';
import { LoadedController, registrationOf, silentLogger } from './controller-fixture';
import type { MetadataLogListener } from '../../metadata/metadata-log-listener';
import type { Platform } from '../../platform/platform';
import { SimClock } from '../sim-clock';
import { SimFileSystem } from '../sim-file-system';
import { SimRandom } from '../sim-random';
import { SimTransport } from '../sim-transport';
import { formatStorage } from '../../interbroker/format-storage';
import { readMetaProperties } from '../../interbroker/meta-properties';
import { RaftDriver } from '../../interbroker/raft-driver';

export const directory = '/data/broker-1';
export const logDirectory = `${directory}/__cluster_metadata-0`;
export const logFile = `${logDirectory}/00000000000000000000.log`;

export type SimPlatform = Platform & { fileSystem: SimFileSystem };

/** A machine with an empty disk that holds `/data`. */
export async function simPlatform(seed = 1): Promise<SimPlatform> {
  const clock = new SimClock();
  const random = new SimRandom(seed);
  const fileSystem = new SimFileSystem({ clock });
  await fileSystem.makeDirectory('/data');
  await fileSystem.syncDirectory('/');
  return { clock, timers: clock, random, fileSystem, transport: new SimTransport(), logger: silentLogger };
}

export async function formattedPlatform(): Promise<SimPlatform> {
  const platform = await simPlatform();
  await formatStorage({ ...platform, directory, nodeId: 1 });
  return platform;
}

export async function openDriver(platform: Platform): Promise<RaftDriver> {
  const properties = await readMetaProperties(platform.fileSystem, directory);
  if (properties === undefined) throw new Error('not formatted');
  return RaftDriver.open({
    platform,
    directory,
    properties,
    segmentBytes: 1024 * 1024 * 1024,
    segmentMs: 7 * 24 * 60 * 60 * 1000,
  });
}

export const nobodyListens: MetadataLogListener = {
  onCommit: () => Promise.resolve(),
  onSnapshot: () => Promise.resolve(),
  onLeaderChange: () => undefined,
};

/** A node that leads, alone. */
export async function startDriver(platform: Platform, listener = nobodyListens): Promise<RaftDriver> {
  const driver = await openDriver(platform);
  await driver.start(listener);
  return driver;
}

/** A controller over the disk, with broker 1 registered by a new process. */
export async function startOnDisk(platform: Platform, incarnation: string) {
  const driver = await openDriver(platform);
  const controller = new LoadedController({ config: BrokerConfig.parse({}), log: driver, platform });
  await driver.start(controller.listener);
  const brokerEpoch = await controller.join(1, registrationOf(1, incarnation));
  return { driver, controller, brokerEpoch };
}
