import type { Logger } from '../logger';
import type { Platform } from '../platform';
import { nodeClock } from './node-clock';
import { NodeFileSystem } from './node-file-system';
import { createNodeLogger } from './node-logger';
import { nodeRandom } from './node-random';
import { nodeTimers } from './node-timers';
import { nodeTransport } from './node-transport';

/** The real machine. */
export function createNodePlatform(options: { logger?: Logger } = {}): Platform {
  return {
    clock: nodeClock,
    timers: nodeTimers,
    random: nodeRandom,
    fileSystem: new NodeFileSystem(),
    transport: nodeTransport,
    logger: options.logger ?? createNodeLogger(),
  };
}
