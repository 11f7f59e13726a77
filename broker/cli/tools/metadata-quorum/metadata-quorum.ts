import { UsageError } from '../../usage-error';
import type { Options, OptionSpecs } from '../command-line';
import { defineTool, type ToolContext } from '../define-tool';

const commands = {
  describe: 'show who leads the metadata log, who votes, and how far each copy is',
};

const specs: OptionSpecs = {
  status: { kind: 'flag', help: 'with describe: a summary' },
  replication: { kind: 'flag', help: 'with describe: a line for each copy of the log' },
  'human-readable': { kind: 'flag', help: 'with --replication: times as how long ago' },
};

function checkOptions(options: Options): void {
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

async function execute(context: ToolContext): Promise<number> {
  if (context.options.flag('status')) return (await import('./describe-status')).describeStatus(context);
  return (await import('./describe-replication')).describeReplication(context);
}

/** `kafka-metadata-quorum`. */
export const metadataQuorum = defineTool({
  name: 'metadata-quorum',
  summary: 'Shows the quorum that keeps the cluster’s metadata.',
  commands,
  options: specs,
  isAdmin: true,
  check: checkOptions,
  execute,
});
