import type { Clock } from './clock';
import type { FileSystem } from './file-system';
import type { Logger } from './logger';
import type { Random } from './random';
import type { Timers } from './timers';
import type { Transport } from './transport';

/** Everything a broker may touch outside itself. */
export interface Platform {
  clock: Clock;
  timers: Timers;
  random: Random;
  fileSystem: FileSystem;
  transport: Transport;
  logger: Logger;
}
