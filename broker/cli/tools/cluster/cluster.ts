import type { Options, OptionSpecs } from '../command-line';
import { wholeNumber } from '../command-line';
import { defineTool, type ToolContext } from '../define-tool';
import { UsageError } from '../../usage-error';

const commands = {
  'cluster-id': 'print the cluster’s id',
  'list-endpoints': 'list the brokers and where they are reached',
  unregister: 'forget a broker that will not come back',
};

const specs: OptionSpecs = {
  id: { kind: 'value', placeholder: 'broker', help: 'with unregister: the broker', short: 'i' },
  'include-fenced-brokers': { kind: 'flag', help: 'with list-endpoints: brokers that are not alive too' },
};

function checkOptions(options: Options): void {
  const id = options.value('id');
  if (options.command === 'unregister') {
    if (id === undefined) throw new UsageError('cluster: unregister needs --id');
    wholeNumber('id', id, 0);
  } else if (id !== undefined) throw new UsageError('cluster: --id goes with unregister');
  if (options.flag('include-fenced-brokers') && options.command !== 'list-endpoints') {
    throw new UsageError('cluster: --include-fenced-brokers goes with list-endpoints');
  }
}

async function execute(context: ToolContext): Promise<number> {
  switch (context.options.command) {
    case 'unregister':
      return (await import('./unregister')).unregister(context);
    case 'list-endpoints':
      return (await import('./list-endpoints')).listEndpoints(context);
    default:
      return (await import('./cluster-id')).clusterId(context);
  }
}

/** `kafka-cluster`. */
export const cluster = defineTool({
  name: 'cluster',
  summary: 'Shows the cluster and its brokers, and forgets a broker.',
  commands,
  options: specs,
  isAdmin: true,
  check: checkOptions,
  execute,
});
