// `npm run test:faults -- --kills 50 --freeze-ms 30000 [--only kill-leader]`: the fault tests, as long as is wanted.
import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { kills: { type: 'string' }, 'freeze-ms': { type: 'string' }, only: { type: 'string', multiple: true } },
});
const environment = { ...process.env };
if (values.kills !== undefined) environment.OTTLA_FAULT_KILLS = values.kills;
if (values['freeze-ms'] !== undefined) environment.OTTLA_FAULT_FREEZE_MS = values['freeze-ms'];
const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'lib/tooling/vitest.faults.config.ts'];
const { status } = spawnSync(process.execPath, [...vitest, ...(values.only ?? [])], { stdio: 'inherit', env: environment });
process.exit(status ?? 1);
