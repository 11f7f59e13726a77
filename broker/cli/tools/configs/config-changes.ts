import type { ConfigChange } from '../../../client/config-resources';
import { readPropertiesFile } from '../../properties-file';
import { UsageError } from '../../usage-error';
import type { Options } from '../command-line';

/** A comma that does not stand between square brackets. */
const separator = /,(?=[^\]]*(?:\[|$))/;

function pairOf(text: string): ConfigChange {
  const at = text.indexOf('=');
  const name = text.slice(0, at).trim();
  if (at <= 0 || name === '') {
    throw new UsageError(
      'Invalid entity config: all configs to be added must be in the format "key=val" or "key=[val1,val2]" to group values which contain commas.',
    );
  }
  return [
    name,
    text
      .slice(at + 1)
      .replaceAll(/[[\]]/g, '')
      .trim(),
  ];
}

function checked(change: ConfigChange): ConfigChange {
  const [name] = change;
  if (!/^[$a-zA-Z0-9._-]*$/.test(name)) throw new UsageError(`Invalid character found for config key: ${name}`);
  return change;
}

/** `--add-config`: `name=value` pairs between commas; a value that has commas itself stands in square brackets. */
export function addedConfigs(list: string): ConfigChange[] {
  return list.split(separator).map(pairOf).map(checked);
}

/** `--delete-config`: names between commas. */
function deletedConfigs(lists: readonly string[]): ConfigChange[] {
  return lists.flatMap((list) => list.split(',').map((name): ConfigChange => checked([name.trim(), null])));
}

/** Complains about a command line that says no change, or none that can be understood. */
export function checkConfigChanges(options: Options): void {
  const list = options.value('add-config');
  if (list !== undefined && options.flag('add-config-file')) {
    throw new UsageError('Only one of --add-config or --add-config-file must be specified');
  }
  if (list === undefined && !options.flag('add-config-file') && !options.flag('delete-config')) {
    throw new UsageError('At least one of --add-config, --add-config-file, or --delete-config must be specified with --alter');
  }
  if (list !== undefined) addedConfigs(list);
  deletedConfigs(options.values('delete-config'));
}

/** What --alter changes: deletions, then additions, of which the last one of a name holds. */
export async function configChanges(options: Options): Promise<ConfigChange[]> {
  const list = options.value('add-config');
  const path = options.value('add-config-file');
  const file = path === undefined ? new Map<string, string>() : await readPropertiesFile('add-config-file', path);
  const added = list === undefined ? [...file].map(checked) : addedConfigs(list);
  return [...new Map([...deletedConfigs(options.values('delete-config')), ...added])];
}
