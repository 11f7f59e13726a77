import { alterConfigs } from '../../../client/config-resources';
import type { ToolContext } from '../define-tool';
import { configChanges } from './config-changes';
import { configEntityOf, configResourceOf, entityWord } from './config-entity';

/** `--alter`. */
export async function alterEntity({ client, options, print }: ToolContext): Promise<number> {
  const { type, name = '' } = configEntityOf(options);
  await alterConfigs(client, configResourceOf(type, name), await configChanges(options));
  const done =
    name === ''
      ? `Completed updating default config for ${type} in the cluster.`
      : `Completed updating config for ${entityWord(type)} ${name}.`;
  await print(`${done}\n`);
  return 0;
}
