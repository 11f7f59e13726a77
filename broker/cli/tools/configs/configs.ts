import { UsageError } from '../../usage-error';
import type { Options, OptionSpecs } from '../command-line';
import { defineTool, type ToolContext } from '../define-tool';
import { explainFailure } from '../explain-failure';
import { actionOf, refuseWithout } from '../option-rules';
import { checkConfigChanges } from './config-changes';
import { configEntityOf } from './config-entity';

const specs: OptionSpecs = {
  describe: { kind: 'flag', help: 'list the settings of the entity' },
  alter: { kind: 'flag', help: 'change settings of the entity' },
  'entity-type': { kind: 'value', placeholder: 'topics|brokers', help: 'what has the settings' },
  'entity-name': { kind: 'value', placeholder: 'name', help: 'the topic’s name or the broker’s id' },
  'entity-default': { kind: 'flag', help: 'what holds for all brokers' },
  topic: { kind: 'value', placeholder: 'name', help: 'the topic; instead of --entity-type topics --entity-name' },
  broker: { kind: 'value', placeholder: 'id', help: 'the broker; instead of --entity-type brokers --entity-name' },
  'broker-defaults': { kind: 'flag', help: 'what holds for all brokers; instead of --entity-type brokers --entity-default' },
  all: { kind: 'flag', help: 'with --describe: all settings, and not only those set on purpose' },
  'add-config': { kind: 'value', placeholder: 'k=v,k=[a,b]', help: 'with --alter: settings to set' },
  'add-config-file': { kind: 'value', placeholder: 'file', help: 'with --alter: a properties file of settings to set' },
  'delete-config': { kind: 'values', placeholder: 'k,k', help: 'with --alter: settings to take back' },
};

const actions = ['describe', 'alter'] as const;

function checkOptions(options: Options): void {
  const action = actionOf(options, actions);
  refuseWithout(options, ['add-config', 'add-config-file', 'delete-config'], ['alter']);
  refuseWithout(options, ['all'], ['describe']);
  const { type, name } = configEntityOf(options);
  if (action === 'describe') return;
  if (name === undefined) {
    throw new UsageError(
      type === 'topics'
        ? 'An entity name must be specified with --alter of topics'
        : 'An entity-name or default entity must be specified with --alter of users, clients, brokers or ips',
    );
  }
  checkConfigChanges(options);
}

async function run(context: ToolContext): Promise<number> {
  switch (actionOf(context.options, actions)) {
    case 'describe':
      return (await import('./describe-entity')).describeEntity(context);
    case 'alter':
      return (await import('./alter-entity')).alterEntity(context);
  }
}

/** `kafka-configs`, for topics and brokers. */
export const configs = defineTool({
  name: 'configs',
  summary: 'Shows and changes the settings of topics and brokers.',
  options: specs,
  isAdmin: true,
  check: checkOptions,
  execute: (context) => explainFailure('Error while executing config command: ', () => run(context)),
});
