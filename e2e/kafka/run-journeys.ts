import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { removeDirectory, temporaryDirectory } from '../fixtures/ottla';
import { ApacheKafka } from './fixtures/apache-kafka';
import { writeSecuredClusters } from './fixtures/secured-clusters';
import { TokenEndpoint } from './fixtures/token-endpoint';

interface Target {
  readonly name: string;
  /** Of `ottla up`. */
  readonly args: string;
  /** Its id in the console. */
  readonly cluster: string;
  /** Journeys to make, as patterns of their files; those that are named on the command line instead, if any are. */
  readonly only: readonly string[];
}

/** Makes the journeys with the console pointed at the target; Playwright's exit code. */
async function journeys({ name, args, cluster, only }: Target, bootstrapServers: string): Promise<number> {
  process.stdout.write(`\n── ${name} ──\n`);
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : only;
  const config = 'e2e/kafka/playwright.config.ts';
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', '-c', config, '--pass-with-no-tests', ...chosen];
  const child = spawn(process.execPath, playwright, {
    stdio: 'inherit',
    env: { ...process.env, OTTLA_E2E_CLUSTER: cluster, OTTLA_E2E_ARGS: args, OTTLA_E2E_BOOTSTRAP_SERVERS: bootstrapServers },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

const directory = await temporaryDirectory();
const tokens = await TokenEndpoint.start();
const kafka = await ApacheKafka.start(process.env['OTTLA_KAFKA_LIBS'] ?? '', directory);
try {
  const config = await writeSecuredClusters(directory, kafka, tokens.url);
  const targets = [
    {
      name: 'Apache Kafka, PLAINTEXT',
      args: `--no-local --bootstrap-servers ${kafka.plaintextServers}`,
      cluster: 'default',
      // Not those that are about the page more than about the cluster: they may be named.
      only: [
        'e2e/topics',
        'e2e/messages/(decoding|filters|histogram|internal-topics|schemas)',
        'e2e/publish/(check-values|many|publish|repeat)',
        'e2e/record/(record|copy-as)',
        'e2e/keys',
        'e2e/groups',
        'e2e/partitions',
        'e2e/live',
        'e2e/kafka',
      ],
    },
    {
      name: 'Apache Kafka, SASL_SSL and SSL',
      args: `--no-local --config ${config}`,
      cluster: 'secured',
      only: [
        'e2e/topics/topics',
        'e2e/publish/publish',
        'e2e/record/record',
        'e2e/keys',
        'e2e/messages/internal-topics',
        'e2e/live/tail-of-several',
        'e2e/kafka',
      ],
    },
  ];
  for (const target of targets) {
    if (process.exitCode === undefined || process.exitCode === 0)
      process.exitCode = await journeys(target, kafka.plaintextServers);
  }
} finally {
  await kafka.stop();
  await tokens.stop();
  await removeDirectory(directory);
}
