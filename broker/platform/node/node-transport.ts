import * as net from 'node:net';
import { TransportError, type Address, type Listener, type Socket, type Transport, type TransportErrorCode } from '../transport';
import { NodeSocket, toTransportError } from './node-socket';

/** A port the system picked for one host can be taken on the next one; another is tried this many times. */
const portAttemptsMax = 20;
/** A burst of clients must not be refused. */
const backlog = 512;

const missingFamilyCodes: ReadonlySet<TransportErrorCode> = new Set<TransportErrorCode>(['EADDRNOTAVAIL', 'ENOTFOUND']);

function hasNoSuchFamily(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAFNOSUPPORT' || error.code === 'EINVAL');
}

/** The port is free when this returns; connections that were accepted live on. */
function closeServer(server: net.Server): void {
  server.close();
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TransportError('EOTHER', 'the listener has no port');
  return address.port;
}

function bind(host: string, port: number, ipv6Only: boolean, onSocket: (socket: Socket) => void): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => {
      onSocket(new NodeSocket(socket));
    });
    server.once('error', reject);
    server.listen({ host, port, backlog, exclusive: true, ipv6Only }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

/** Binds all hosts at one port. Undefined: the port the system picked is taken on another host, try again. */
async function bindAll(
  hosts: readonly string[],
  port: number,
  onSocket: (socket: Socket) => void,
): Promise<net.Server[] | undefined> {
  const servers: net.Server[] = [];
  let skipped: TransportError | undefined;
  for (const host of hosts) {
    const [first] = servers;
    try {
      servers.push(
        await bind(host, first === undefined ? port : portOf(first), hosts.length > 1 && host.includes(':'), onSocket),
      );
    } catch (error) {
      const failure = toTransportError(error);
      if (hasNoSuchFamily(error) || missingFamilyCodes.has(failure.code)) {
        skipped = failure;
        continue;
      }
      servers.forEach(closeServer);
      if (failure.code === 'EADDRINUSE' && port === 0) return undefined;
      throw failure;
    }
  }
  if (servers.length === 0) throw skipped ?? new TransportError('EOTHER', 'no host to listen on');
  return servers;
}

async function listen(
  options: { hosts: readonly string[]; port: number },
  onSocket: (socket: Socket) => void,
): Promise<Listener> {
  for (let attempt = 0; attempt < portAttemptsMax; attempt += 1) {
    const servers = await bindAll(options.hosts, options.port, onSocket);
    const [first] = servers ?? [];
    if (servers === undefined || first === undefined) continue;
    return {
      port: portOf(first),
      close: () => {
        servers.forEach(closeServer);
        return Promise.resolve();
      },
    };
  }
  throw new TransportError('EADDRINUSE', `no port is free on all of ${options.hosts.join(', ')}`);
}

function connect(address: Address, options: { timeoutMs: number }): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({
      host: address.host,
      port: address.port,
      allowHalfOpen: true,
      noDelay: true,
      autoSelectFamily: true,
    });
    const timeout = setTimeout(() => {
      socket.destroy();
      reject(new TransportError('ETIMEDOUT', `no connection to ${address.host}:${address.port} in ${options.timeoutMs} ms`));
    }, options.timeoutMs);
    const onError = (error: Error): void => {
      clearTimeout(timeout);
      const cause = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
      const { code } = toTransportError(cause);
      reject(new TransportError(code, `${code}: ${address.host}:${address.port}`, { cause: error }));
    };
    socket.once('error', onError);
    socket.once('connect', () => {
      clearTimeout(timeout);
      socket.off('error', onError);
      resolve(new NodeSocket(socket));
    });
  });
}

export const nodeTransport: Transport = { listen, connect };
