import { randomListenerPort, tryListening } from '../../platform/node/listener-port';
import { UsageError } from '../usage-error';

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** Hosts of a machine without IPv6 fail with these; the other hosts still count. */
const absentFamily = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL']);

/**
 * Checks that `port` is free on every host, or finds one that is when it is 0. The port is free again when this
 * returns: the process it is for binds it moments later. Throws UsageError naming `setting`.
 */
export async function freePort(setting: string, port: number, hosts: readonly string[]): Promise<number> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const candidate = port === 0 ? randomListenerPort() : port;
    let bound = 0;
    let conflict: unknown;
    for (const host of hosts) {
      try {
        await tryListening(candidate, host);
        bound += 1;
      } catch (error) {
        if (hosts.length > 1 && absentFamily.has(codeOf(error))) continue;
        conflict = error;
        break;
      }
    }
    if (conflict === undefined && bound > 0) return candidate;
    if (port !== 0) throw portError(setting, port, hosts, conflict);
  }
  throw new UsageError(`${setting}: no free port found on ${hosts.join(' and ')}`);
}

function portError(setting: string, port: number, hosts: readonly string[], cause: unknown): UsageError {
  const code = codeOf(cause);
  const where = hosts.join(' and ');
  if (code === 'EADDRINUSE')
    return new UsageError(`${setting}: port ${port} is taken; give another, or 0 for a free one`, { cause });
  if (code === 'EACCES') return new UsageError(`${setting}: port ${port} needs privileges this user does not have`, { cause });
  return new UsageError(`${setting}: cannot listen on port ${port} of ${where} (${code})`, { cause });
}
