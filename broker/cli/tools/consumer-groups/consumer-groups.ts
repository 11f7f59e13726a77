import { UsageError } from '../../usage-error';
import type { Options, OptionSpecs } from '../command-line';
import { defineTool, type ToolContext } from '../define-tool';
import { explainFailure } from '../explain-failure';
import { actionOf, refuseWith, refuseWithout } from '../option-rules';
import { groupFilter } from './group-filter';
import { scenarioOf, scenarios } from './scenario';
import { topicArgument } from './topic-argument';

const specs: OptionSpecs = {
  list: { kind: 'flag', help: 'list all consumer groups' },
  describe: { kind: 'flag', help: 'describe groups: by default their offsets and how far behind they are' },
  delete: { kind: 'flag', help: 'delete groups without members, and their offsets' },
  'reset-offsets': { kind: 'flag', help: 'move the offsets of groups without members' },
  'delete-offsets': { kind: 'flag', help: 'forget the offsets of one group for --topic' },
  group: { kind: 'values', placeholder: 'name', help: 'the group; may be repeated' },
  'all-groups': { kind: 'flag', help: 'all consumer groups' },
  topic: { kind: 'values', placeholder: 'name[:p,…]', help: 'a topic, or some of its partitions; may be repeated' },
  'all-topics': { kind: 'flag', help: 'all topics that the group has offsets of' },
  members: { kind: 'flag', help: 'with --describe: the members' },
  offsets: { kind: 'flag', help: 'with --describe: the offsets (the default)' },
  state: {
    kind: 'value',
    placeholder: 'state,…',
    help: 'with --describe: coordinator and state; with --list: states, or the groups in one of them',
    whenBare: '',
  },
  type: {
    kind: 'value',
    placeholder: 'type,…',
    help: 'with --list: types, or the groups of one: classic, consumer',
    whenBare: '',
  },
  verbose: { kind: 'flag', help: 'with --describe: more columns' },
  'to-earliest': { kind: 'flag', help: 'reset to the first offset' },
  'to-latest': { kind: 'flag', help: 'reset to the end' },
  'to-current': { kind: 'flag', help: 'reset to what is committed, and to the end where nothing is' },
  'to-offset': { kind: 'value', placeholder: 'offset', help: 'reset to this offset' },
  'shift-by': { kind: 'value', placeholder: 'count', help: 'reset by this many, forwards or (negative) backwards' },
  'to-datetime': { kind: 'value', placeholder: 'YYYY-MM-DDThh:mm:ss.sss', help: 'reset to the first record from then on' },
  'by-duration': { kind: 'value', placeholder: 'PnDTnHnMnS', help: 'reset to the first record of the time until now' },
  'from-file': { kind: 'value', placeholder: 'file', help: 'reset to what a file of --export says' },
  'dry-run': { kind: 'flag', help: 'with --reset-offsets: show what would be done (the default)' },
  execute: { kind: 'flag', help: 'with --reset-offsets: do it' },
  export: { kind: 'flag', help: 'with --reset-offsets: print the new offsets as CSV' },
  timeout: { kind: 'value', placeholder: 'ms', help: 'how long a request may take (default 30000)' },
};

const actions = ['list', 'describe', 'delete', 'reset-offsets', 'delete-offsets'] as const;

function checkDescribe(options: Options): void {
  const [view, other] = ['members', 'offsets', 'state'].filter((name) => options.flag(name));
  if (view !== undefined && other !== undefined) refuseWith(options, view, [other]);
  const state = options.value('state');
  if (state !== undefined && state !== '') throw new UsageError('Option "[describe]" does not take a value for "[state]"');
}

function checkReset(options: Options): void {
  refuseWith(options, 'dry-run', ['execute']);
  const scenario = scenarioOf(options);
  const isScoped = options.flag('all-topics') || options.flag('topic');
  if (!isScoped && scenario.kind !== 'from-file') {
    throw new UsageError('One of the reset scopes should be defined: --all-topics, --topic.');
  }
}

function checkOptions(options: Options): void {
  const action = actionOf(options, actions);
  refuseWithout(options, ['members', 'offsets', 'verbose'], ['describe']);
  refuseWithout(options, ['state'], ['describe', 'list']);
  refuseWithout(options, ['type'], ['list']);
  refuseWithout(options, [...scenarios, 'all-topics', 'dry-run', 'execute', 'export'], ['reset-offsets']);
  refuseWithout(options, ['topic'], ['reset-offsets', 'delete-offsets']);
  refuseWith(options, 'group', ['all-groups', 'list']);
  refuseWith(options, 'topic', ['all-topics']);
  if (action !== 'list' && !options.flag('group') && !options.flag('all-groups')) {
    throw new UsageError(`Option "[${action}]" takes one of these options: [group], [all-groups]`);
  }
  for (const topic of options.values('topic')) topicArgument(topic);
  if (action === 'list') groupFilter(options);
  if (action === 'describe') checkDescribe(options);
  if (action === 'reset-offsets') checkReset(options);
  if (action === 'delete-offsets' && (options.values('group').length !== 1 || !options.flag('topic'))) {
    throw new UsageError('Option "[delete-offsets]" takes one "[group]" and at least one "[topic]"');
  }
}

async function run(context: ToolContext): Promise<number> {
  const { options } = context;
  switch (actionOf(options, actions)) {
    case 'list':
      return (await import('./list-groups')).listConsumerGroups(context);
    case 'describe':
      if (options.flag('members')) return (await import('./describe-members')).describeMembers(context);
      if (options.flag('state')) return (await import('./describe-states')).describeStates(context);
      return (await import('./describe-offsets')).describeOffsets(context);
    case 'delete':
      return (await import('./delete-groups')).deleteGroups(context);
    case 'reset-offsets':
      return (await import('./reset-offsets')).resetOffsets(context);
    case 'delete-offsets':
      return (await import('./delete-offsets')).deleteOffsets(context);
  }
}

/** `kafka-consumer-groups`. */
export const consumerGroups = defineTool({
  name: 'consumer-groups',
  summary: 'Lists, describes and deletes consumer groups, and moves or deletes their offsets.',
  options: specs,
  isAdmin: true,
  timeoutOption: 'timeout',
  check: checkOptions,
  execute: (context) => explainFailure('Error: Executing consumer group command failed due to ', () => run(context)),
});
