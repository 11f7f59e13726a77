import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { SupervisorEvent } from './event-log';
import type { BrokerCounters } from './process-messages';
import type { ProcessState } from './managed-process';

export interface BrokerState {
  id: number;
  host: string;
  port: number;
  state: ProcessState;
  pid: number | null;
  sinceMs: number;
  restarts: number;
  lastExit: string | null;
  stats: BrokerCounters | null;
}

export interface SupervisorState {
  startedAtMs: number;
  brokers: BrokerState[];
  events: SupervisorEvent[];
}

export interface ControlServer {
  readonly url: string;
  readonly token: string;
  close(): void;
}

interface Options {
  state: (afterEventId: number) => SupervisorState;
  nextEvent: (waitMs: number) => Promise<void>;
}

const waitMsMax = 30_000;

function isAuthorized(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

async function handle(request: IncomingMessage, response: ServerResponse, token: string, options: Options): Promise<void> {
  if (!isAuthorized(request, token)) {
    answer(response, 401, { error: 'a bearer token is needed' });
    return;
  }
  const url = new URL(request.url ?? '/', 'http://control');
  if (request.method !== 'GET' || url.pathname !== '/state') {
    answer(response, 404, { error: 'unknown call' });
    return;
  }
  const after = Number(url.searchParams.get('after') ?? 0) || 0;
  const waitMs = Math.min(waitMsMax, Number(url.searchParams.get('waitMs') ?? 0) || 0);
  if (waitMs > 0 && options.state(after).events.length === 0) await options.nextEvent(waitMs);
  answer(response, 200, options.state(after));
}

/**
 * What only the supervisor knows, for the console it started: which brokers live, what happened to them, their
 * counters. Loopback HTTP behind a random token that is handed to the console in its environment.
 */
export function startControlServer(options: Options): Promise<ControlServer> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    handle(request, response, token, options).catch((error: unknown) => {
      answer(response, 500, { error: error instanceof Error ? error.message : String(error) });
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      if (typeof address !== 'object' || address === null) {
        reject(new Error('the control socket has no address'));
        return;
      }
      const close = (): void => {
        server.close();
        server.closeAllConnections();
      };
      resolve({ url: `http://127.0.0.1:${address.port}`, token, close });
    });
  });
}
