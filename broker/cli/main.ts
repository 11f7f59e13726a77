import path from 'node:path';
import type { BuiltFiles } from './up/supervisor';
import { UsageError } from './usage-error';

const help = `Usage: ottla <command> [options]

  up                   start a local Kafka broker and the web console
  broker               run one broker, with a properties file
  storage              make a log directory for a broker
  topics               list, create, describe and delete topics
  console-producer     write messages from standard input
  console-consumer     read messages to standard output
  get-offsets          print topic:partition:offset lines
  configs              show and change settings of topics and brokers
  consumer-groups      describe and delete consumer groups, and move their offsets
  metadata-quorum      show the quorum that keeps the metadata
  leader-election      elect leaders
  reassign-partitions  move partitions to other brokers
  cluster              show the cluster and its brokers, and forget a broker
  log-dirs             show what is in the log directories
  dump-log             print what is in the files of a partition

ottla <command> --help tells more.
`;

function builtFiles(): BuiltFiles {
  const root = path.dirname(__dirname);
  return {
    ottla: __filename,
    consoleServer: path.join(root, '.next', 'standalone', 'server.js'),
    next: path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next'),
  };
}

async function run(command: string | undefined, args: readonly string[]): Promise<number> {
  if (command === undefined || command === '--help' || command === '-h' || command === 'help') {
    process.stdout.write(help);
    return command === undefined ? 1 : 0;
  }
  // Loaded when asked for: the supervisor needs neither the broker nor the codecs in its memory.
  switch (command) {
    case 'up':
      return (await import('./up/up-command')).upCommand(args, builtFiles());
    case 'broker':
      return (await import('./broker-command')).brokerCommand(args);
    case 'storage':
      return (await import('./storage-command')).storageCommand(args);
    case 'demo-traffic':
      return (await import('./demo/demo-traffic')).runDemoTraffic(args);
    case 'topics':
    case 'console-producer':
    case 'console-consumer':
    case 'get-offsets':
    case 'configs':
    case 'consumer-groups':
    case 'metadata-quorum':
    case 'leader-election':
    case 'reassign-partitions':
    case 'cluster':
    case 'log-dirs':
    case 'dump-log':
      return (await import('./run-tool')).runTool(command, args);
    default:
      throw new UsageError(`ottla: there is no command "${command}"; ottla --help lists them`);
  }
}

const [command, ...args] = process.argv.slice(2);
run(command, args)
  .then((code) => {
    process.exitCode = code;
    if (command === 'up' || command === 'broker' || command === 'demo-traffic') process.exit(code);
  })
  .catch((error: unknown) => {
    process.stderr.write(
      UsageError.is(error)
        ? `${error.message}\n`
        : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  });
