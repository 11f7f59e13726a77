import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isBrokerAction, type BrokerAction } from './broker-action';
import type { ClusterEvent } from './cluster-event';
import { ControlError } from './control-error';
import type { EventLog } from './event-log';
import type { BrokerCounters } from './process-messages';
import type { ProcessState } from './managed-process';

export interface BrokerState {
  id: number;
  /** Of its Kafka port, as clients are told. */
  host: string;
  port: number;
  internalPort: number;
  /** Meant to vote in the metadata quorum. */
  voter: boolean;
  state: ProcessState;
  sinceMs: number;
  pid: number | null;
  /** When its present process was started. */
  startedAtMs: number | null;
  restarts: number;
  lastExit: string | null;
  /** What can be asked of it now. */
  actions: BrokerAction[];
  stats: BrokerCounters | null;
}

interface SupervisorState {
  startedAtMs: number;
  /** Grows with every event and every change of a broker's state. */
  revision: number;
  lastEventId: number;
  clusterId: string;
  brokers: BrokerState[];
  events: ClusterEvent[];
}

export interface ControlServer {
  readonly url: string;
  readonly token: string;
  close(): void;
}

interface Options {
  readonly startedAtMs: number;
  readonly clusterId: string;
  readonly events: EventLog;
  readonly brokers: () => BrokerState[];
  /** Rejects with a ControlError. */
  readonly act: (broker: number, action: BrokerAction) => Promise<ProcessState>;
}

const waitMsMax = 30_000;

function isAuthorized(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function stateAfter(eventId: number, { startedAtMs, clusterId, events, brokers }: Options): SupervisorState {
  const { revision, lastId } = events;
  return { startedAtMs, revision, lastEventId: lastId, clusterId, brokers: brokers(), events: events.after(eventId) };
}

/** The state; with `waitMs`, once there is an event after `after` or, where it is given, `revision` has passed. */
async function waitForState(query: URLSearchParams, options: Options): Promise<SupervisorState> {
  const { events } = options;
  const number = (name: string): number => Number(query.get(name) ?? 0) || 0;
  const after = number('after');
  const known = query.get('revision');
  const hasNews = (): boolean => events.lastId > after || (known !== null && Number(known) !== events.revision);
  const endMs = Date.now() + Math.min(waitMsMax, number('waitMs'));
  for (let leftMs = endMs - Date.now(); leftMs > 0 && !hasNews(); leftMs = endMs - Date.now()) await events.next(leftMs);
  return stateAfter(after, options);
}

async function answerOf(request: IncomingMessage, token: string, options: Options): Promise<unknown> {
  if (!isAuthorized(request, token)) throw new ControlError('UNAUTHORIZED', 'A bearer token is needed.');
  const url = new URL(request.url ?? '/', 'http://control');
  const call = `${request.method ?? ''} ${url.pathname}`;
  if (call === 'GET /state') return waitForState(url.searchParams, options);
  const [, broker, action] = /^POST \/brokers\/(\d{1,9})\/([a-z]+)$/.exec(call) ?? [];
  if (broker === undefined || action === undefined || !isBrokerAction(action))
    throw new ControlError('UNKNOWN_CALL', `There is no call ${call}.`);
  return { state: await options.act(Number(broker), action) };
}

function toControlError(error: unknown): ControlError {
  if (error instanceof ControlError) return error;
  return new ControlError('INTERNAL', error instanceof Error ? error.message : String(error), { cause: error });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

/**
 * What only the supervisor knows and can do, for the console it started: which brokers live, what happened in the
 * cluster, and stopping, killing, freezing … a broker. Loopback HTTP behind a random token that is handed to the console
 * in its environment.
 */
export function startControlServer(options: Options): Promise<ControlServer> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    answerOf(request, token, options).then(
      (body) => send(response, 200, body),
      (error: unknown) => {
        const { status, code, message } = toControlError(error);
        send(response, status, { error: { code, message } });
      },
    );
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
