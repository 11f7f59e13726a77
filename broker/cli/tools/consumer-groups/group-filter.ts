import type { GroupListing } from '../../../client/group-listing';
import { UsageError } from '../../usage-error';
import type { Options } from '../command-line';

const states = ['PreparingRebalance', 'CompletingRebalance', 'Stable', 'Dead', 'Empty', 'Assigning', 'Reconciling'];
const types = ['Classic', 'Consumer'];

function wordsOf(what: 'state' | 'type', list: string | undefined, words: readonly string[]): ReadonlySet<string> | undefined {
  if (list === undefined || list === '') return undefined;
  const found = list.split(',').map((text) => words.find((word) => word.toLowerCase() === text.trim().toLowerCase()));
  if (!found.includes(undefined)) return new Set(found.filter((word) => word !== undefined));
  const plural = what === 'type' ? 'types' : 'state';
  throw new UsageError(`Invalid ${plural} list '${list}'. Valid ${what}s are: ${words.join(', ')}`);
}

/** The type as the tool names it; brokers write it in small letters. */
export function groupTypeName(type: string): string {
  return types.find((word) => word.toLowerCase() === type.toLowerCase()) ?? (type === '' ? 'Unknown' : type);
}

/** Whether --list shows a group: a consumer group, in one of the states and of one of the types that were asked for. */
export function groupFilter(options: Options): (group: GroupListing) => boolean {
  const wantedStates = wordsOf('state', options.value('state'), states);
  const wantedTypes = wordsOf('type', options.value('type'), types);
  return ({ protocolType, state, type }) => {
    if (protocolType !== '' && protocolType !== 'consumer') return false;
    const typeName = groupTypeName(type);
    if (type !== '' && !types.includes(typeName)) return false;
    return wantedStates?.has(state) !== false && wantedTypes?.has(typeName) !== false;
  };
}
