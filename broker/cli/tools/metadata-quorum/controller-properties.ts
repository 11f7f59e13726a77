import type { QuorumEndpoint } from '../../../client/quorum-description';
import { ConfigError } from '../../../config/config-error';
import { parseListeners } from '../../../config/listeners';
import { UsageError } from '../../usage-error';

/** What the properties file of a node says about it as a controller. */
export interface ControllerProperties {
  readonly id: number;
  /** Where its metadata log is. */
  readonly directory: string;
  readonly endpoints: readonly QuorumEndpoint[];
}

const isItOne = 'Is this a valid controller configuration file?';
const defaultListener = 'INTERNAL';

function listOf(properties: ReadonlyMap<string, string>, name: string): string[] {
  return (properties.get(name) ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

function idOf(properties: ReadonlyMap<string, string>): number {
  const text = properties.get('node.id');
  if (text === undefined) throw new UsageError(`node.id not found in configuration file. ${isItOne}`);
  if (!/^\d{1,9}$/.test(text.trim())) throw new UsageError(`node.id is "${text}" in configuration file. ${isItOne}`);
  return Number(text);
}

/** Advertised addresses before those it listens on. */
function endpointsOf(properties: ReadonlyMap<string, string>): QuorumEndpoint[] {
  const names = listOf(properties, 'controller.listener.names').map((name) => name.toUpperCase());
  const known = new Map(
    ['listeners', 'advertised.listeners']
      .map((property) => ({ property, urls: listOf(properties, property) }))
      .filter(({ urls }) => urls.length > 0)
      .flatMap(({ property, urls }) => parseListeners(property, urls))
      .map((listener) => [listener.name, listener]),
  );
  return (names.length === 0 ? [defaultListener] : names).map((name) => {
    const listener = known.get(name);
    if (listener === undefined) throw new UsageError(`Cannot find information about controller listener name: ${name}`);
    return { ...listener, host: listener.host === '' ? 'localhost' : listener.host };
  });
}

export function controllerProperties(properties: ReadonlyMap<string, string>): ControllerProperties {
  const id = idOf(properties);
  if (properties.has('process.roles') && !listOf(properties, 'process.roles').includes('controller')) {
    throw new UsageError(`process.roles did not contain 'controller' in configuration file. ${isItOne}`);
  }
  const directory = properties.get('metadata.log.dir') ?? listOf(properties, 'log.dirs')[0];
  if (directory === undefined) throw new UsageError(`Neither metadata.log.dir nor log.dirs were found. ${isItOne}`);
  try {
    return { id, directory, endpoints: endpointsOf(properties) };
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
