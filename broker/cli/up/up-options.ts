import { parseArgs } from 'node:util';
import path from 'node:path';
import { UsageError } from '../usage-error';
import { brokersOfNewCluster, internalPortDistance } from './cluster-defaults';
import type { ConfigFile } from './config-file/read-config-file';

/** What `ottla up` was asked to do, after flags and environment are read and checked. */
export interface UpOptions {
  port: number;
  host: string;
  /** The sub-path the console is served under, behind a proxy: empty, or `/…` without a slash at its end. */
  basePath: string;
  /** Local brokers; 0 with --no-local, undefined for as many as the data directory holds. */
  brokers: number | undefined;
  /** Of the first broker; the others follow. 0 for free ones. */
  kafkaPort: number;
  /** Of the first broker's internal listener; undefined for a fixed distance above the Kafka ports. */
  internalPort: number | undefined;
  kafkaHost: string | undefined;
  advertisedHost: string;
  dataDirectory: string;
  /** An existing cluster to show beside the local one. */
  bootstrapServers: string | undefined;
  /** More clusters. */
  configFile: ConfigFile;
  demo: boolean;
  overrides: Record<string, string>;
  allowedHosts: string[];
  token: string | undefined;
  insecureNoAuth: boolean;
  json: boolean;
  /** Serves the console from its sources with reloading, for work on Ottla itself. */
  development: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const loopbackHosts = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** More would not fit a laptop. */
const brokersMax = 9;

const flags = {
  port: { type: 'string' },
  host: { type: 'string' },
  'base-path': { type: 'string' },
  brokers: { type: 'string' },
  'kafka-port': { type: 'string' },
  'kafka-host': { type: 'string' },
  'advertised-host': { type: 'string' },
  'internal-port': { type: 'string' },
  'data-dir': { type: 'string' },
  'bootstrap-servers': { type: 'string' },
  'no-local': { type: 'boolean' },
  demo: { type: 'boolean' },
  config: { type: 'string' },
  override: { type: 'string', multiple: true },
  'allowed-host': { type: 'string', multiple: true },
  token: { type: 'string' },
  'insecure-no-auth': { type: 'boolean' },
  json: { type: 'boolean' },
  dev: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export const upHelp = `Usage: ottla up [options]

Starts Kafka brokers and the web console on this machine, until Ctrl-C.

  --port <port>                 console port (PORT, default 3000; 0 picks a free one)
  --host <address>              console address (OTTLA_HOST, default 127.0.0.1)
  --base-path <path>            sub-path of the console behind a reverse proxy, such as /kafka (OTTLA_BASE_PATH)
  --brokers <count>             brokers in the local cluster, 1 to ${brokersMax} (OTTLA_LOCAL_BROKERS, default: as many as the
                                data directory holds, ${brokersOfNewCluster} in a new one); more than it holds are added to it
  --kafka-port <port>           Kafka port of the first broker, then +1, +2 … (OTTLA_KAFKA_PORT, default 9092; 0 picks free ones)
  --internal-port <port>        first port on which the brokers talk to each other, on loopback only
                                (OTTLA_INTERNAL_PORT, default: the Kafka port + ${internalPortDistance}; 0 picks free ones)
  --kafka-host <address>        bind address of the Kafka ports (OTTLA_KAFKA_HOST, default localhost)
  --advertised-host <host>      host that clients are told (OTTLA_ADVERTISED_HOST, default localhost)
  --data-dir <path>             where topics and messages live (OTTLA_DATA_DIR, default .ottla)
  --bootstrap-servers <list>    an existing cluster, shown beside the local one (OTTLA_BOOTSTRAP_SERVERS)
  --config <file>               clusters to show, with TLS, SASL and read-only (OTTLA_CONFIG, default: ottla.yaml if present)
  --no-local                    start no brokers (OTTLA_LOCAL_BROKERS=0)
  --demo                        fill a small live data set (OTTLA_DEMO=1)
  --override <name=value>       any broker property; may be repeated
  --allowed-host <host>         another Host header the console accepts; may be repeated
  --token <secret>              token the console asks for; needed when --host is not loopback
  --insecure-no-auth            serve a non-loopback --host without a token
  --json                        print one line of JSON when ready
  --dev                         serve the console from its sources, with reloading
`;

function readPort(setting: string, text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new UsageError(`${setting}: "${text}" is not a port (0 to 65535)`);
  return port;
}

/** '' is no wish. */
function readBrokers(setting: string, text: string): number | undefined {
  if (text === '') return undefined;
  if (!/^\d+$/.test(text)) throw new UsageError(`${setting}: "${text}" is not a count of brokers`);
  const brokers = Number(text);
  if (brokers > brokersMax)
    throw new UsageError(`${setting}: this version runs up to ${brokersMax} local brokers, not ${brokers}`);
  return brokers;
}

function readOverrides(values: readonly string[]): Record<string, string> {
  const entries = values.map((text): [string, string] => {
    const equals = text.indexOf('=');
    if (equals < 1) throw new UsageError(`--override: "${text}" is not name=value`);
    return [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
  });
  return Object.fromEntries(entries);
}

function readBootstrapServers(setting: string, text: string): string {
  for (const server of text.split(',')) {
    if (!/^\s*(\[[0-9a-fA-F:]+\]|[^\s:,/]+):\d{1,5}\s*$/.test(server))
      throw new UsageError(`${setting}: "${server}" is not host:port`);
  }
  return text;
}

function readBasePath(setting: string, text: string): string {
  const trimmed = text.replace(/\/+$/, '');
  if (trimmed !== '' && !/^(\/[A-Za-z0-9_~][A-Za-z0-9._~-]*)+$/.test(trimmed))
    throw new UsageError(`${setting}: "${text}" is no sub-path; give one like /kafka`);
  return trimmed;
}

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** Picks the flag, else the variable, else the default, and remembers which one to name in an error. */
function pick(flagName: string, flagValue: string | undefined, variable: string, environment: Environment, fallback: string) {
  const fromEnvironment = environment[variable];
  if (flagValue !== undefined) return { setting: `--${flagName}`, text: flagValue };
  if (fromEnvironment !== undefined && fromEnvironment !== '') return { setting: variable, text: fromEnvironment };
  return { setting: `--${flagName}`, text: fallback };
}

function configFileOf(flag: string | undefined, environment: Environment, workingDirectory: string): ConfigFile {
  const { setting, text } = pick('config', flag, 'OTTLA_CONFIG', environment, '');
  return text === ''
    ? { path: path.resolve(workingDirectory, 'ottla.yaml'), setting: null }
    : { path: path.resolve(workingDirectory, text), setting };
}

/** 'help', or checked options. Throws UsageError. */
export function parseUpOptions(args: readonly string[], environment: Environment, workingDirectory: string): UpOptions | 'help' {
  const values = parseFlags(args);
  if (values.help === true) return 'help';

  const port = pick('port', values.port, 'PORT', environment, '3000');
  const basePath = pick('base-path', values['base-path'], 'OTTLA_BASE_PATH', environment, '');
  const host = pick('host', values.host, 'OTTLA_HOST', environment, '127.0.0.1').text;
  const brokers = pick('brokers', values.brokers, 'OTTLA_LOCAL_BROKERS', environment, '');
  const kafkaPort = pick('kafka-port', values['kafka-port'], 'OTTLA_KAFKA_PORT', environment, '9092');
  const internalPort = pick('internal-port', values['internal-port'], 'OTTLA_INTERNAL_PORT', environment, '');
  const bootstrap = pick('bootstrap-servers', values['bootstrap-servers'], 'OTTLA_BOOTSTRAP_SERVERS', environment, '');
  const dataDirectory = pick('data-dir', values['data-dir'], 'OTTLA_DATA_DIR', environment, '.ottla').text;
  const kafkaHost = values['kafka-host'] ?? environment['OTTLA_KAFKA_HOST'];
  const localBrokers = values['no-local'] === true ? 0 : readBrokers(brokers.setting, brokers.text);
  const token = values.token ?? environment['OTTLA_TOKEN'];
  const insecureNoAuth = values['insecure-no-auth'] === true;

  if (!loopbackHosts.has(host) && token === undefined && !insecureNoAuth) {
    throw new UsageError(
      `--host: ${host} can be reached from other machines; give --token, or --insecure-no-auth to serve it to everyone`,
    );
  }
  return {
    port: readPort(port.setting, port.text),
    host,
    basePath: readBasePath(basePath.setting, basePath.text),
    brokers: localBrokers,
    kafkaPort: readPort(kafkaPort.setting, kafkaPort.text),
    internalPort: internalPort.text === '' ? undefined : readPort(internalPort.setting, internalPort.text),
    kafkaHost,
    advertisedHost: values['advertised-host'] ?? environment['OTTLA_ADVERTISED_HOST'] ?? 'localhost',
    dataDirectory: path.resolve(workingDirectory, dataDirectory),
    bootstrapServers: bootstrap.text === '' ? undefined : readBootstrapServers(bootstrap.setting, bootstrap.text),
    configFile: configFileOf(values.config, environment, workingDirectory),
    demo: values.demo === true || environment['OTTLA_DEMO'] === '1',
    overrides: readOverrides(values.override ?? []),
    allowedHosts: values['allowed-host'] ?? [],
    token,
    insecureNoAuth,
    json: values.json === true,
    development: values.dev === true,
  };
}
