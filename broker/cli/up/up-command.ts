import { createNodePlatform } from '../../platform/node/node-platform';
import { createNodeLogger } from '../../platform/node/node-logger';
import { UsageError } from '../usage-error';
import { checkOverrides } from './broker-properties';
import { readyBlock } from './ready-block';
import { Supervisor, type BuiltFiles } from './supervisor';
import { unnamedCluster } from './unnamed-cluster';
import { parseUpOptions, upHelp } from './up-options';

/** One Ctrl-C may arrive twice: from the terminal's process group and passed on by npm. */
const sameSignalMs = 500;

/** Calls `onFirst` at the first SIGINT or SIGTERM, `onSecond` at a later one. */
function onStopSignals(onFirst: () => void, onSecond: () => void): void {
  let firstAtMs: number | undefined;
  const onSignal = (): void => {
    const nowMs = Date.now();
    if (firstAtMs === undefined) {
      firstAtMs = nowMs;
      onFirst();
    } else if (nowMs - firstAtMs > sameSignalMs) {
      onSecond();
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
}

/** `ottla up`. Resolves to the exit code when everything has stopped. */
export async function upCommand(args: readonly string[], files: BuiltFiles): Promise<number> {
  const options = parseUpOptions(args, process.env, process.cwd());
  if (options === 'help') {
    process.stdout.write(upHelp);
    return 0;
  }
  checkOverrides(options);
  // A bundle of its own: the supervisor stays small without the YAML parser.
  const { readConfigFile } = await import('./config-file/read-config-file');
  const { clusters } = readConfigFile(options.configFile, process.env);
  if (options.bootstrapServers !== undefined && clusters.some(({ id }) => id === unnamedCluster))
    throw new UsageError(
      `--bootstrap-servers: its cluster is "${unnamedCluster}", as is one of the configuration; give that another id`,
    );
  const platform = createNodePlatform({ logger: createNodeLogger({ level: 'error' }) });
  const supervisor = new Supervisor({ options, clusters, platform, files }, (line) => process.stderr.write(`ottla: ${line}\n`));
  process.on('exit', () => supervisor.kill());

  const stopped = new Promise<number>((resolve) => {
    onStopSignals(
      () => void supervisor.stop().then(() => resolve(0)),
      () => {
        supervisor.kill();
        resolve(130);
      },
    );
  });
  const started = supervisor.start().then((ready) => {
    process.stdout.write(options.json ? `${JSON.stringify({ ready: true, ...ready })}\n` : readyBlock(ready));
    return stopped;
  });
  try {
    return await Promise.race([started, stopped]);
  } catch (error) {
    await supervisor.stop();
    throw error instanceof UsageError
      ? error
      : new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
