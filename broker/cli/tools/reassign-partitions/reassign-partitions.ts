import { UsageError } from '../../usage-error';
import { wholeNumber, type Options, type OptionSpecs } from '../command-line';
import { defineTool, type ToolContext } from '../define-tool';
import { explainFailure } from '../explain-failure';
import { actionOf, requireOptions } from '../option-rules';
import { brokerList } from './generate';

const specs: OptionSpecs = {
  generate: { kind: 'flag', help: 'propose where the partitions of topics go, as a file for --execute' },
  execute: { kind: 'flag', help: 'start moving partitions' },
  verify: { kind: 'flag', help: 'tell how far that is; takes the throttle away once nothing moves any more' },
  cancel: { kind: 'flag', help: 'take back what has not ended' },
  list: { kind: 'flag', help: 'list what is moving' },
  'topics-to-move-json-file': {
    kind: 'value',
    placeholder: 'file',
    help: 'with --generate: {"topics": [{"topic": "foo"}, …], "version": 1}',
  },
  'broker-list': { kind: 'value', placeholder: '1,2,…', help: 'with --generate: the brokers to use' },
  'disable-rack-aware': { kind: 'flag', help: 'with --generate: do not look at racks' },
  'reassignment-json-file': {
    kind: 'value',
    placeholder: 'file',
    help: '{"partitions": [{"topic": "foo", "partition": 1, "replicas": [1, 2, 3]}, …], "version": 1}',
  },
  throttle: { kind: 'value', placeholder: 'bytes', help: 'with --execute: bytes a second that may move between brokers' },
  additional: { kind: 'flag', help: 'with --execute: while other partitions are moving, or to change the throttle' },
  'disallow-replication-factor-change': { kind: 'flag', help: 'with --execute: refuse more or fewer replicas than there are' },
  'preserve-throttles': { kind: 'flag', help: 'with --verify and --cancel: leave throttles as they are' },
};

const actions = ['generate', 'execute', 'verify', 'cancel', 'list'] as const;
type Action = (typeof actions)[number];

/** What goes with an action: what it needs, and what it may have. */
const optionsOf: Readonly<Record<Action, { needs: readonly string[]; takes: readonly string[] }>> = {
  generate: { needs: ['topics-to-move-json-file', 'broker-list'], takes: ['disable-rack-aware'] },
  execute: {
    needs: ['reassignment-json-file'],
    takes: ['throttle', 'additional', 'disallow-replication-factor-change'],
  },
  verify: { needs: ['reassignment-json-file'], takes: ['preserve-throttles'] },
  cancel: { needs: ['reassignment-json-file'], takes: ['preserve-throttles'] },
  list: { needs: [], takes: [] },
};

function checkOptions(options: Options): void {
  const action = actionOf(options, actions);
  const { needs, takes } = optionsOf[action];
  requireOptions(options, needs);
  const stray = Object.keys(specs).find((name) => options.flag(name) && ![action, ...needs, ...takes].includes(name));
  if (stray !== undefined) throw new UsageError(`Option "[${stray}]" can't be used with action "[${action}]"`);
  const throttle = options.value('throttle');
  if (throttle !== undefined) wholeNumber('throttle', throttle, 0);
  const brokers = options.value('broker-list');
  if (brokers !== undefined) brokerList(brokers);
}

async function run(context: ToolContext): Promise<number> {
  switch (actionOf(context.options, actions)) {
    case 'generate':
      return (await import('./generate')).generate(context);
    case 'execute':
      return (await import('./execute')).execute(context);
    case 'verify':
      return (await import('./verify')).verify(context);
    case 'cancel':
      return (await import('./cancel')).cancel(context);
    case 'list':
      return (await import('./list-moving')).listMoving(context);
  }
}

/** `kafka-reassign-partitions`. */
export const reassignPartitions = defineTool({
  name: 'reassign-partitions',
  summary: 'Moves partitions to other brokers.',
  options: specs,
  isAdmin: true,
  check: checkOptions,
  execute: (context) => explainFailure('Error: ', () => run(context)),
});
