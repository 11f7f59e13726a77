import { ConfigError } from './config-error';

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** The addresses in `controller.quorum.voters`, by node id; port 0 stands for one that is not known. Throws ConfigError. */
export function quorumVoters(entries: readonly string[]): ReadonlyMap<number, HostAndPort> {
  const property = 'controller.quorum.voters';
  const voters = new Map<number, HostAndPort>();
  for (const entry of entries) {
    const at = entry.indexOf('@');
    const id = Number(entry.slice(0, at));
    if (voters.has(id)) throw new ConfigError(property, `${property} names node ${id} twice.`);
    voters.set(id, hostAndPort(property, entry.slice(at + 1)));
  }
  for (const [id, { port }] of voters) if (port === 0) voters.delete(id);
  return voters;
}

/** The addresses in `controller.quorum.bootstrap.servers`. Throws ConfigError. */
export function quorumBootstrapServers(entries: readonly string[]): readonly HostAndPort[] {
  return entries.map((entry) => hostAndPort('controller.quorum.bootstrap.servers', entry));
}

function hostAndPort(property: string, text: string): HostAndPort {
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  const port = Number(text.slice(colon + 1));
  if (port > 65_535) throw new ConfigError(property, `${property} takes ports up to 65535, not "${text}".`);
  return { host, port };
}
