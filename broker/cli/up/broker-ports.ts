import { UsageError } from '../usage-error';
import { kafkaBindHosts, loopbackHosts } from './bind-hosts';
import { internalPortDistance } from './cluster-defaults';
import { freePort } from './free-port';
import type { UpOptions } from './up-options';

export interface BrokerPorts {
  readonly id: number;
  readonly port: number;
  readonly internalPort: number;
}

const portMax = 65_535;
/** How often a free port is looked for again when the system names one that is meant for another broker already. */
const attemptsMax = 20;

interface PortRange {
  readonly setting: string;
  /** Of the first broker; 0 for any free one. */
  readonly first: number;
  readonly hosts: readonly string[];
}

function kafkaPorts(options: UpOptions): PortRange {
  return { setting: '--kafka-port', first: options.kafkaPort, hosts: kafkaBindHosts(options) };
}

function internalPorts({ kafkaPort, internalPort }: UpOptions): PortRange {
  const derived = kafkaPort === 0 ? 0 : kafkaPort + internalPortDistance;
  return { setting: '--internal-port', first: internalPort ?? derived, hosts: loopbackHosts };
}

/** One port of its own for each broker, each checked. `taken` says what a port is meant for already. */
async function choose(range: PortRange, brokerIds: readonly number[], taken: Map<number, string>): Promise<number[]> {
  const { setting, first } = range;
  if (first + brokerIds.length - 1 > portMax) {
    const many = brokerIds.length === 1 ? 'is no port' : `leaves no room for ${brokerIds.length} brokers`;
    throw new UsageError(`${setting}: ${first} ${many} (ports end at ${portMax}); give another`);
  }
  const ports: number[] = [];
  for (const [index, id] of brokerIds.entries()) {
    const port = await chooseOne(range, first === 0 ? 0 : first + index, taken);
    taken.set(port, `${setting} of broker ${id}`);
    ports.push(port);
  }
  return ports;
}

async function chooseOne({ setting, hosts }: PortRange, wanted: number, taken: ReadonlyMap<number, string>): Promise<number> {
  const other = taken.get(wanted);
  if (other !== undefined) throw new UsageError(`${setting}: port ${wanted} is meant for ${other} already; give another`);
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const port = await freePort(setting, wanted, hosts);
    if (!taken.has(port)) return port;
  }
  throw new UsageError(`${setting}: no free port found`);
}

/** The client and the internal port of each broker. Throws UsageError, naming the setting, when one cannot be had. */
export async function chooseBrokerPorts(
  options: UpOptions,
  brokerIds: readonly number[],
  consolePort: number,
): Promise<BrokerPorts[]> {
  const taken = new Map([[consolePort, '--port']]);
  const ports = await choose(kafkaPorts(options), brokerIds, taken);
  const internal = await choose(internalPorts(options), brokerIds, taken);
  return brokerIds.map((id, index) => ({ id, port: ports[index] ?? 0, internalPort: internal[index] ?? 0 }));
}
