import { ConfigError } from './config-error';
import type { ListenerConfig } from './listeners';

interface ListenerSettings {
  readonly 'controller.listener.names': readonly string[];
  readonly 'inter.broker.listener.name': string | null;
  readonly 'internal.secret.file': string | null;
  readonly 'listener.security.protocol.map': readonly string[];
  readonly 'controller.quorum.voters': readonly string[];
}

/**
 * The listener on which the brokers talk to each other. A node that is a cluster of its own needs none: undefined.
 * Throws ConfigError for settings that would leave it open, or that this broker cannot serve.
 */
export function internalListener(settings: ListenerSettings, listeners: readonly ListenerConfig[]): ListenerConfig | undefined {
  const name = internalListenerName(settings);
  const internal = listeners.find((listener) => listener.name === name);
  if (listeners.every((listener) => listener.name === name)) {
    throw new ConfigError('listeners', `listeners must name a listener for clients beside ${name}, which is for brokers.`);
  }
  checkProtocols(settings, name, listeners);
  if (internal === undefined) {
    if (settings['controller.quorum.voters'].length > 1) {
      throw new ConfigError('listeners', `listeners must name ${name}, on which the brokers of a cluster talk to each other.`);
    }
    return undefined;
  }
  if (settings['internal.secret.file'] === null) {
    throw new ConfigError(
      'internal.secret.file',
      `internal.secret.file is needed with listener ${name}: it names the file with the secret that the brokers share.`,
    );
  }
  return internal;
}

function internalListenerName(settings: ListenerSettings): string {
  const [name, ...more] = settings['controller.listener.names'].map((text) => text.toUpperCase());
  if (name === undefined || more.length > 0) {
    throw new ConfigError('controller.listener.names', 'controller.listener.names must name exactly one listener.');
  }
  const interBroker = settings['inter.broker.listener.name']?.toUpperCase() ?? name;
  if (interBroker !== name) {
    throw new ConfigError(
      'inter.broker.listener.name',
      `inter.broker.listener.name must be ${name}, the listener of controller.listener.names, not "${interBroker}".`,
    );
  }
  return name;
}

/** A listener that is not in the map has the protocol of its name, if it is one's, and else what we serve there. */
function checkProtocols(settings: ListenerSettings, internalName: string, listeners: readonly ListenerConfig[]): void {
  const property = 'listener.security.protocol.map';
  const protocols = new Map(settings[property].map((entry) => splitEntry(entry)));
  for (const { name } of listeners) {
    const served = name === internalName ? 'SASL_PLAINTEXT' : 'PLAINTEXT';
    const protocol = protocols.get(name) ?? served;
    if (protocol === served) continue;
    const who = name === internalName ? 'brokers, who authenticate there' : 'clients';
    throw new ConfigError(
      property,
      `${property}: listener ${name} is for ${who}, so it has ${served}; ${protocol} is not served there.`,
    );
  }
}

function splitEntry(entry: string): [name: string, protocol: string] {
  const at = entry.indexOf(':');
  return [entry.slice(0, at).toUpperCase(), entry.slice(at + 1)];
}
