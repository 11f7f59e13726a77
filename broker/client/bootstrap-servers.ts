import type { Address } from '../platform/transport';

/** Reads `host:port,host:port`; an IPv6 host stands in brackets. Throws a RangeError that quotes what is wrong. */
export function parseBootstrapServers(text: string): Address[] {
  const addresses = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseAddress);
  if (addresses.length === 0) throw new RangeError('no bootstrap server is given');
  return addresses;
}

function parseAddress(text: string): Address {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || !(port >= 1 && port <= 65_535)) throw new RangeError(`not a host:port: ${text}`);
  return { host, port };
}

export function addressText({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
