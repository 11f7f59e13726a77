import type { ConfigResource } from '../../../client/config-resources';
import { UsageError } from '../../usage-error';
import type { Options } from '../command-line';

const entityTypes = ['topics', 'brokers'] as const;
type EntityType = (typeof entityTypes)[number];

/** What the command is about: one topic or broker, the default of all brokers (the name is empty), or all of a kind. */
export interface ConfigEntity {
  readonly type: EntityType;
  /** Undefined: every one. */
  readonly name: string | undefined;
}

/** Options that name type and entity at once. */
const shortcuts: readonly (readonly [option: string, type: EntityType])[] = [
  ['topic', 'topics'],
  ['broker', 'brokers'],
  ['broker-defaults', 'brokers'],
];

function entityTypeOf(text: string): EntityType {
  const type = entityTypes.find((name) => name === text);
  if (type !== undefined) return type;
  throw new UsageError(`Invalid entity type ${text}, the entity type must be one of ${entityTypes.join(', ')}`);
}

function fromShortcut(options: Options): ConfigEntity | undefined {
  const [given, ...others] = shortcuts.filter(([option]) => options.flag(option));
  if (given === undefined) return undefined;
  if (others.length > 0) throw new UsageError('configs: give only one of --topic, --broker or --broker-defaults');
  if (['entity-type', 'entity-name', 'entity-default'].some((option) => options.flag(option))) {
    throw new UsageError('--entity-{type,name,default} should not be used in conjunction with specific entity flags');
  }
  const [option, type] = given;
  return { type, name: options.value(option) ?? '' };
}

function named(options: Options): ConfigEntity {
  const type = options.value('entity-type');
  if (type === undefined) throw new UsageError('At least one entity type must be specified');
  const name = options.value('entity-name');
  const isDefault = options.flag('entity-default');
  if (name !== undefined && isDefault) throw new UsageError('configs: give only one of --entity-name or --entity-default');
  return { type: entityTypeOf(type), name: isDefault ? '' : name };
}

export function configEntityOf(options: Options): ConfigEntity {
  const entity = fromShortcut(options) ?? named(options);
  if (entity.type === 'topics' && options.flag('entity-default')) {
    throw new UsageError('configs: --entity-default goes with --entity-type brokers');
  }
  if (entity.type === 'topics' && entity.name === '') throw new UsageError('configs: the name of a topic is not empty');
  const isBroker = entity.type === 'brokers' && entity.name !== undefined && entity.name !== '';
  if (isBroker && !/^\d{1,9}$/.test(entity.name)) {
    throw new UsageError(`The entity name for brokers must be a valid integer broker id, but it is: ${entity.name}`);
  }
  return entity;
}

/** The word for one of a type. */
export function entityWord(type: EntityType): 'topic' | 'broker' {
  return type === 'topics' ? 'topic' : 'broker';
}

export function configResourceOf(type: EntityType, name: string): ConfigResource {
  return { type: entityWord(type), name };
}
