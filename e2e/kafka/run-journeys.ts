import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { temporaryDirectory, removeDirectory } from '../fixtures/ottla';
import { ApacheKafka } from './fixtures/apache-kafka';

/** Runs the journeys with the console pointed at the cluster; the exit code of Playwright. */
async function journeys(name: string, args: string, bootstrapServers: string): Promise<number> {
  process.stdout.write(`\n── ${name} ──\n`);
  const playwright = [
    'node_modules/@playwright/test/cli.js',
    'test',
    '-c',
    'e2e/kafka/playwright.config.ts',
    ...process.argv.slice(2),
  ];
  const child = spawn(process.execPath, playwright, {
    stdio: 'inherit',
    env: {
      ...process.env,
      OTTLA_E2E_CLUSTER: 'default',
      OTTLA_E2E_ARGS: args,
      OTTLA_E2E_BOOTSTRAP_SERVERS: bootstrapServers,
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

const libs = process.env['OTTLA_KAFKA_LIBS'] ?? '';
const directory = await temporaryDirectory();
const kafka = await ApacheKafka.start(libs, directory);
try {
  const servers = kafka.plaintextServers;
  process.exitCode = await journeys('Apache Kafka, PLAINTEXT', `--no-local --bootstrap-servers ${servers}`, servers);
} finally {
  await kafka.stop();
  await removeDirectory(directory);
}
