import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { removeDirectory, temporaryDirectory } from '../fixtures/ottla';
import { ApacheKafka, user } from './fixtures/apache-kafka';

interface Target {
  readonly name: string;
  /** Of `ottla up`. */
  readonly args: string;
  /** Its id in the console. */
  readonly cluster: string;
  /** Journeys to make; all by default. */
  readonly only: readonly string[];
}

/** Makes the journeys with the console pointed at the target; Playwright's exit code. */
async function journeys({ name, args, cluster, only }: Target, bootstrapServers: string): Promise<number> {
  process.stdout.write(`\n── ${name} ──\n`);
  const chosen = process.argv.length > 2 ? process.argv.slice(2) : only;
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/kafka/playwright.config.ts', ...chosen];
  const child = spawn(process.execPath, playwright, {
    stdio: 'inherit',
    env: { ...process.env, OTTLA_E2E_CLUSTER: cluster, OTTLA_E2E_ARGS: args, OTTLA_E2E_BOOTSTRAP_SERVERS: bootstrapServers },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

function securedConfig(kafka: ApacheKafka): string {
  return `clusters:
  - id: secured
    name: Apache Kafka
    colour: teal
    bootstrapServers: ${kafka.saslSslServers}
    tls:
      ca: { file: ${kafka.keyStore.certificateFile} }
    sasl:
      mechanism: scram-sha-512
      username: ${user.name}
      password: \${env:OTTLA_E2E_PASSWORD}
`;
}

const directory = await temporaryDirectory();
const kafka = await ApacheKafka.start(process.env['OTTLA_KAFKA_LIBS'] ?? '', directory);
try {
  const config = path.join(directory, 'ottla.yaml');
  await writeFile(config, securedConfig(kafka));
  process.env['OTTLA_E2E_PASSWORD'] = user.password;
  const targets = [
    {
      name: 'Apache Kafka, PLAINTEXT',
      args: `--no-local --bootstrap-servers ${kafka.plaintextServers}`,
      cluster: 'default',
      only: [],
    },
    {
      name: 'Apache Kafka, SASL_SSL with SCRAM-SHA-512',
      args: `--no-local --config ${config}`,
      cluster: 'secured',
      only: ['topics/', 'publish/', 'record/'],
    },
  ];
  for (const target of targets) {
    if (process.exitCode === undefined || process.exitCode === 0)
      process.exitCode = await journeys(target, kafka.plaintextServers);
  }
} finally {
  await kafka.stop();
  await removeDirectory(directory);
}
