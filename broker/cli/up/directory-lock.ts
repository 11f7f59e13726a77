import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Held for as long as the process lives: the kernel closes the socket however the process ends. */
export interface DirectoryLock {
  release(): Promise<void>;
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** Socket paths are limited to 104 bytes, so the directory's own path cannot be the name. */
async function socketPath(directory: string): Promise<string> {
  const digest = createHash('sha256')
    .update(await realpath(directory))
    .digest('hex')
    .slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\ottla-${digest}`;
  return path.join(tmpdir(), `ottla-${digest}.lock`);
}

function listen(file: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(file, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** True when a living process answers at the socket. */
function isHeld(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(file);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      const code = errorCode(error);
      resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT');
    });
  });
}

/** Undefined when another process holds the directory. */
export async function lockDirectory(directory: string): Promise<DirectoryLock | undefined> {
  const file = await socketPath(directory);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const server = await listen(file);
      return { release: () => new Promise((resolve) => void server.close(() => resolve())) };
    } catch (error) {
      if (errorCode(error) !== 'EADDRINUSE') throw error;
      if (await isHeld(file)) return undefined;
      await rm(file, { force: true });
    }
  }
  return undefined;
}
