import { uuidToBytes } from '../../../protocol/primitives/uuid';
import { UsageError } from '../../usage-error';
import { wholeNumber, type Options, type OptionSpecs } from '../command-line';
import { defineTool, type ToolContext } from '../define-tool';

const commands = {
  describe: 'show who leads the metadata log, who votes, and how far each copy is',
  'add-controller': 'make a node vote; --command-config is the properties file of that node',
  'remove-controller': 'take a node out of the voters',
};

const specs: OptionSpecs = {
  status: { kind: 'flag', help: 'with describe: a summary' },
  replication: { kind: 'flag', help: 'with describe: a line for each copy of the log' },
  'human-readable': { kind: 'flag', help: 'with --replication: times as how long ago' },
  'controller-id': { kind: 'value', placeholder: 'id', help: 'with remove-controller: the node', short: 'i' },
  'controller-directory-id': {
    kind: 'value',
    placeholder: 'uuid',
    help: 'with remove-controller: the id of its directory, as describe shows it',
    short: 'd',
  },
  'dry-run': { kind: 'flag', help: 'with add-controller and remove-controller: only say what would be done' },
};

/** The options of each command. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  describe: ['status', 'replication', 'human-readable'],
  'add-controller': ['dry-run'],
  'remove-controller': ['controller-id', 'controller-directory-id', 'dry-run'],
};

function checkDescribe(options: Options): void {
  const isStatus = options.flag('status');
  const isReplication = options.flag('replication');
  if (isStatus && isReplication) {
    throw new UsageError('Only one of --status or --replication should be specified with describe sub-command');
  }
  if (!isStatus && !isReplication) {
    throw new UsageError('One of --status or --replication must be specified with describe sub-command');
  }
  if (isStatus && options.flag('human-readable')) {
    throw new UsageError('The option --human-readable is only supported along with --replication');
  }
}

function checkRemoveController(options: Options): void {
  const id = options.value('controller-id');
  const directoryId = options.value('controller-directory-id');
  if (id === undefined || directoryId === undefined) {
    throw new UsageError('metadata-quorum: remove-controller needs --controller-id and --controller-directory-id');
  }
  wholeNumber('controller-id', id, 0);
  try {
    uuidToBytes(directoryId);
  } catch (error) {
    throw new UsageError(`Failed to parse --controller-directory-id: "${directoryId}" is not the id of a directory`, {
      cause: error,
    });
  }
}

function checkOptions(options: Options): void {
  const { command } = options;
  const stray = Object.keys(specs).find((name) => options.flag(name) && optionsOf[command]?.includes(name) !== true);
  if (stray !== undefined) throw new UsageError(`metadata-quorum: --${stray} does not go with ${command}`);
  if (command === 'describe') checkDescribe(options);
  if (command === 'remove-controller') checkRemoveController(options);
  if (command === 'add-controller' && !options.flag('command-config')) {
    throw new UsageError('You must supply the configuration file of the controller you are adding when using add-controller.');
  }
}

async function execute(context: ToolContext): Promise<number> {
  switch (context.options.command) {
    case 'add-controller':
      return (await import('./add-controller')).addController(context);
    case 'remove-controller':
      return (await import('./remove-controller')).removeController(context);
    default:
      if (context.options.flag('status')) return (await import('./describe-status')).describeStatus(context);
      return (await import('./describe-replication')).describeReplication(context);
  }
}

/** `kafka-metadata-quorum`. */
export const metadataQuorum = defineTool({
  name: 'metadata-quorum',
  summary: 'Shows and changes the quorum that keeps the cluster’s metadata.',
  commands,
  options: specs,
  isAdmin: true,
  check: checkOptions,
  execute,
});
