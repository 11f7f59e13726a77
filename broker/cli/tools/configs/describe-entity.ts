import { describeCluster } from '../../../client/cluster-description';
import { describeConfigs, type DescribedConfig } from '../../../client/config-resources';
import type { ToolContext } from '../define-tool';
import { configEntityOf, configResourceOf, entityWord, type ConfigEntity } from './config-entity';

/** Where the values come from that were set for the entity itself. */
function dynamicSourceOf({ type, name }: { type: ConfigEntity['type']; name: string }): string {
  if (type === 'topics') return 'DYNAMIC_TOPIC_CONFIG';
  return name === '' ? 'DYNAMIC_DEFAULT_BROKER_CONFIG' : 'DYNAMIC_BROKER_CONFIG';
}

export function configLine({ name, value, isSensitive, synonyms }: DescribedConfig): string {
  const chain = synonyms.map((synonym) => `${synonym.source}:${synonym.name}=${synonym.value ?? 'null'}`).join(', ');
  return `  ${name}=${value ?? 'null'} sensitive=${isSensitive} synonyms={${chain}}`;
}

async function namesOf({ client }: ToolContext, type: ConfigEntity['type']): Promise<string[]> {
  if (type === 'topics') {
    const { topics } = await client.retrying(() => client.metadata(null));
    return topics.map(({ name }) => name).sort();
  }
  const { brokers } = await describeCluster(client);
  return [...brokers.map(({ id }) => String(id)), ''];
}

/** `--describe`. */
export async function describeEntity(context: ToolContext): Promise<number> {
  const { client, options, print, warn } = context;
  const { type, name } = configEntityOf(options);
  const isAll = options.flag('all');
  const known = await namesOf(context, type);
  if (name !== undefined && !known.includes(name)) {
    warn(`The ${entityWord(type)} '${name}' doesn't exist and doesn't have dynamic config.`);
    return 1;
  }
  for (const each of name === undefined ? known : [name]) {
    const title = `${isAll ? 'All' : 'Dynamic'} configs for ${entityWord(type)} ${each} are:`;
    const configs = await describeConfigs(client, configResourceOf(type, each));
    const shown = configs.filter(({ source }) => isAll || source === dynamicSourceOf({ type, name: each }));
    const lines = [each === '' ? `Default configs for ${type} in the cluster are:` : title, ...shown.map(configLine)];
    await print(lines.map((line) => `${line}\n`).join(''));
  }
  return 0;
}
