import type { Platform } from '../../platform/platform';
import { RecordingLogger } from '../scripted-broker';
import { SimClock } from '../sim-clock';
import { SimFileSystem } from '../sim-file-system';
import { SimRandom } from '../sim-random';
import { SimTransport } from '../sim-transport';

export interface SimMachine extends Platform {
  readonly clock: SimClock;
  readonly transport: SimTransport;
  readonly logger: RecordingLogger;
}

/** A machine of its own, on a network that it may share. */
export function simMachine(seed: number, clock = new SimClock(), transport = new SimTransport()): SimMachine {
  const fileSystem = new SimFileSystem({ clock });
  return { clock, timers: clock, random: new SimRandom(seed), fileSystem, transport, logger: new RecordingLogger() };
}
