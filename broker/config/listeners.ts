import { ConfigError } from './config-error';

export interface ListenerConfig {
  /** Upper case, like PLAINTEXT. */
  readonly name: string;
  /** '' is every address of the machine. */
  readonly host: string;
  readonly port: number;
}

const form = /^([A-Za-z0-9_]+):\/\/(?:\[([0-9a-fA-F:.%]+)\]|([^:/[\]]*)):(\d{1,5})$/;

/** `NAME://host:port` each; an IPv6 address stands in brackets. Throws ConfigError. */
export function parseListeners(property: string, elements: readonly string[]): ListenerConfig[] {
  if (elements.length === 0) throw new ConfigError(property, `${property} must name at least one address.`);
  const listeners = elements.map((element) => {
    const match = form.exec(element);
    const [, name = '', ipv6, host = '', portText] = match ?? [];
    const port = Number(portText);
    if (match === null || port > 65_535) throw new ConfigError(property, `${property} takes NAME://host:port, not "${element}".`);
    return { name: name.toUpperCase(), host: ipv6 ?? host, port };
  });
  const names = new Set(listeners.map(({ name }) => name));
  if (names.size < listeners.length) throw new ConfigError(property, `${property} uses a listener name twice.`);
  return listeners;
}
