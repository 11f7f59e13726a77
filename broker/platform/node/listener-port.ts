import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const firstPort = 20_000;
/** Systems take the ports of outgoing connections from here up (Linux by default; others start at 49152). */
const firstOutgoingPort = 32_768;

/**
 * A port for a listener that may listen later, or again after a restart: of a range that no outgoing connection gets,
 * where one that the system chose could be taken by anybody's connection meanwhile. Not checked to be free.
 */
export function randomListenerPort(): number {
  return randomInt(firstPort, firstOutgoingPort);
}

/** Listens on `port` of `host` for a moment. Rejects with the system's error when that cannot be done. */
export function tryListening(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => resolve());
    });
  });
}
