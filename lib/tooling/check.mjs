// `npm test`: every check of the project, cheapest first; stops at the first that fails.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { requireBrowser } from './find-browser.mjs';

const bin = (name) => `node_modules/${name}`;

const lint = ['lint', [bin('eslint/bin/eslint.js'), '-c', 'lib/tooling/eslint.config.mjs', '--max-warnings', '0', '.']];

/** Each needs one core, as lint does, which takes as long as all of them together. */
const besideLint = [
  ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['types', [bin('typescript/bin/tsc'), '--noEmit', '-p', '.']],
  [
    'layers',
    [
      bin('dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      'lib/tooling/dependency-cruiser.cjs',
      'app',
      'broker',
      'components',
      'lib',
      'instrumentation.ts',
      'proxy.ts',
    ],
  ],
  ['dead code', [bin('knip/bin/knip.js')]],
];

const browser = (project) => [bin('@playwright/test/cli.js'), 'test', '-c', 'e2e/playwright.config.ts', '--project', project];

/** Each uses every core or measures time, so that it runs alone. */
const alone = [
  ['unit', [bin('vitest/vitest.mjs'), 'run', '--config', 'lib/tooling/vitest.config.ts']],
  [
    'simulation',
    [bin('tsx/dist/cli.mjs'), 'broker/simulation/command/sim.ts', '--seed', '1', '--seeds', '200', '--replays', '10'],
  ],
  ['build', ['lib/tooling/build.mjs']],
  ['faults', [bin('vitest/vitest.mjs'), 'run', '--config', 'lib/tooling/vitest.faults.config.ts']],
  ['browser, alone', browser('alone')],
  ['browser, together', browser('together')],
];

async function run([name, args]) {
  process.stdout.write(`\n── ${name} ──\n`);
  const startedMs = Date.now();
  const child = spawn(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', NEXT_TELEMETRY_DISABLED: '1' },
  });
  const [code] = await once(child, 'exit');
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  if (code !== 0) {
    process.stdout.write(`\n${name} failed after ${seconds} s\n`);
    process.exit(1);
  }
  process.stdout.write(`${name}: ${seconds} s\n`);
}

async function runInTurn(steps) {
  for (const step of steps) await run(step);
}

try {
  requireBrowser();
} catch (error) {
  process.stdout.write(`${error.message}\n`);
  process.exit(1);
}
await Promise.all([run(lint), runInTurn(besideLint)]);
await runInTurn(alone);
process.stdout.write(`\nchecks: ${1 + besideLint.length + alone.length} passed, 0 failed\n`);
