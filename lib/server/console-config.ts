import * as z from 'zod/mini';

const clusterConfig = z.object({
  id: z.string(),
  name: z.string(),
  bootstrapServers: z.array(z.string()).check(z.minLength(1)),
  local: z._default(z.boolean(), false),
  /** How many brokers the launcher started; 0 when it is not ours. */
  brokers: z._default(z.int(), 0),
});

const consoleConfig = z.object({
  clusters: z.array(clusterConfig),
  control: z._default(z.nullable(z.object({ url: z.string(), token: z.string() })), null),
  host: z._default(z.string(), '127.0.0.1'),
  port: z._default(z.int(), 3000),
  allowedHosts: z._default(z.array(z.string()), []),
  token: z._default(z.nullable(z.string()), null),
  insecureNoAuth: z._default(z.boolean(), false),
});

export type ClusterConfig = z.infer<typeof clusterConfig>;
export type ConsoleConfig = z.infer<typeof consoleConfig>;

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
