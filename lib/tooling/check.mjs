// `npm test`: every check of the project, cheapest first; stops at the first that fails.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { requireBrowser } from './find-browser.mjs';

const bin = (name) => `node_modules/${name}`;

const steps = [
  ['format', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['lint', [bin('eslint/bin/eslint.js'), '-c', 'lib/tooling/eslint.config.mjs', '--max-warnings', '0', '.']],
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
  ['unit', [bin('vitest/vitest.mjs'), 'run', '--config', 'lib/tooling/vitest.config.ts']],
  [
    'simulation',
    [bin('tsx/dist/cli.mjs'), 'broker/simulation/command/sim.ts', '--seed', '1', '--seeds', '200', '--replays', '10'],
  ],
  ['build', ['lib/tooling/build.mjs']],
  ['faults', [bin('vitest/vitest.mjs'), 'run', '--config', 'lib/tooling/vitest.faults.config.ts']],
  ['browser', [bin('@playwright/test/cli.js'), 'test', '-c', 'e2e/playwright.config.ts']],
];

function run(name, args) {
  process.stdout.write(`\n── ${name} ──\n`);
  const startedMs = Date.now();
  const { status } = spawnSync(process.execPath, args, {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test', NEXT_TELEMETRY_DISABLED: '1' },
  });
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  if (status !== 0) {
    process.stdout.write(`\n${name} failed after ${seconds} s\n`);
    process.exit(1);
  }
  process.stdout.write(`${name}: ${seconds} s\n`);
}

try {
  requireBrowser();
} catch (error) {
  process.stdout.write(`${error.message}\n`);
  process.exit(1);
}
for (const [name, args] of steps) run(name, args);
process.stdout.write(`\nchecks: ${steps.length} passed, 0 failed\n`);
