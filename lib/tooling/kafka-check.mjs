// `npm run test:kafka`: the console's journeys against Apache Kafka itself. Without its jars it says why it is skipped and passes.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { findKafkaJars } from './kafka-jars.mjs';

const { libs, reason } = findKafkaJars();
if (libs === undefined) {
  process.stdout.write(`test:kafka skipped: ${reason}\n`);
  process.exit(0);
}

const run = (args) => {
  const { status } = spawnSync(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', NEXT_TELEMETRY_DISABLED: '1', OTTLA_KAFKA_LIBS: libs },
  });
  if (status !== 0) process.exit(1);
};
run(['lib/tooling/build.mjs']);
run(['node_modules/tsx/dist/cli.mjs', 'e2e/kafka/run-journeys.ts', ...process.argv.slice(2)]);
