import * as z from 'zod/mini';
import { clusterColour } from '@/lib/contracts/cluster';

/** Where a secret or a certificate is; it is read when a connection is made, and stays on the server. */
const secret = z.union([z.object({ value: z.string() }), z.object({ env: z.string() }), z.object({ file: z.string() })]);
const optionalSecret = z._default(z.nullable(secret), null);

const tlsConfig = z.object({
  ca: optionalSecret,
  cert: optionalSecret,
  key: optionalSecret,
  keyPassphrase: optionalSecret,
  serverName: z._default(z.nullable(z.string()), null),
  verify: z._default(z.boolean(), true),
});

const saslConfig = z.union([
  z.object({ mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']), username: z.string(), password: secret }),
  z.object({ mechanism: z.literal('oauthbearer'), token: secret }),
  z.object({
    mechanism: z.literal('oauthbearer'),
    tokenEndpoint: z.string(),
    clientId: z.string(),
    clientSecret: secret,
    scope: z.nullable(z.string()),
  }),
]);

const schemaRegistryConfig = z.object({
  url: z.string(),
  username: z._default(z.nullable(z.string()), null),
  password: optionalSecret,
  ca: optionalSecret,
});

const schemaFile = z.object({
  type: z.enum(['avro', 'protobuf']),
  path: z.string(),
  /** Null: the first of the file. */
  message: z.nullable(z.string()),
});

const clusterConfig = z.object({
  id: z.string(),
  name: z.string(),
  bootstrapServers: z.array(z.string()).check(z.minLength(1)),
  local: z._default(z.boolean(), false),
  /** How many brokers the launcher started; 0 when it is not ours. */
  brokers: z._default(z.int(), 0),
  colour: z._default(z.nullable(clusterColour), null),
  tls: z._default(z.nullable(tlsConfig), null),
  sasl: z._default(z.nullable(saslConfig), null),
  readOnly: z._default(z.boolean(), false),
  schemaRegistry: z._default(z.nullable(schemaRegistryConfig), null),
  /** Schemas of messages that do not name one; `topic` may have `*` in it. */
  schemas: z._default(z.array(z.object({ topic: z.string(), key: z.nullable(schemaFile), value: z.nullable(schemaFile) })), []),
});

const consoleConfig = z.object({
  clusters: z.array(clusterConfig),
  /** Null: clusters that are added live as long as the process. */
  keptClustersFile: z._default(z.nullable(z.string()), null),
  control: z._default(z.nullable(z.object({ url: z.string(), token: z.string() })), null),
  host: z._default(z.string(), '127.0.0.1'),
  port: z._default(z.int(), 3000),
  allowedHosts: z._default(z.array(z.string()), []),
  token: z._default(z.nullable(z.string()), null),
  insecureNoAuth: z._default(z.boolean(), false),
});

export type Secret = z.infer<typeof secret>;
export type TlsConfig = z.infer<typeof tlsConfig>;
export type SaslConfig = z.infer<typeof saslConfig>;
export type ClusterConfig = z.infer<typeof clusterConfig>;
export type ConsoleConfig = z.infer<typeof consoleConfig>;

/** The content of the file that added clusters are kept in. */
export const keptClusters = z.object({ clusters: z.array(clusterConfig) });

/** A cluster without anything that is not given. */
export function clusterConfigOf(given: z.input<typeof clusterConfig>): ClusterConfig {
  return clusterConfig.parse(given);
}

/** The launcher hands the console its configuration in one variable; without it (next dev) there is one cluster. */
export function parseConsoleConfig(environment: Readonly<Record<string, string | undefined>>): ConsoleConfig {
  const given = environment['OTTLA_CONSOLE_CONFIG'];
  if (given !== undefined && given !== '') return consoleConfig.parse(JSON.parse(given));
  const servers = environment['OTTLA_BOOTSTRAP_SERVERS'];
  const bootstrapServers = (servers === undefined || servers === '' ? 'localhost:9092' : servers).split(',').map((s) => s.trim());
  const id = servers === undefined || servers === '' ? 'local' : 'default';
  return consoleConfig.parse({
    clusters: [{ id, name: id, bootstrapServers }],
    host: environment['HOSTNAME'] ?? '127.0.0.1',
    port: Number(environment['PORT'] ?? 3000),
  });
}
