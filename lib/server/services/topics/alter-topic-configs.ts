import type { AlterConfigsRequest, ConfigEntry, ConfigsAltered } from '@/lib/contracts/config';
import type { ClusterClient } from '../../kafka/cluster-client';
import { alterTopicConfigs as alterOnCluster, describeConfigs } from '../../kafka/configs';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { configEffects } from './config-effects';

interface Input {
  readonly cluster: string;
  readonly topic: string;
  readonly request: AlterConfigsRequest;
  readonly dryRun: boolean;
}

/** Changes settings, all or none. A dry run has the cluster check them, and says what they would do to what is there. */
export async function alterTopicConfigs({ ctx, input }: { ctx: ServiceContext; input: Input }): Promise<ConfigsAltered> {
  const { client, sampler } = ctx.runtime.cluster(input.cluster);
  const { request, dryRun } = input;
  const topic = await client.topic(input.topic, 0);
  const before = await describeConfigs(client, 'topic', topic.name);
  checkRequest(request, before);
  await named(client, topic.name, request, () => alterOnCluster(client, topic.name, request, dryRun));
  const changes = changesOf(request, before);
  if (dryRun) return { dryRun, changes, effects: await configEffects(client, topic, changes, before), configs: before };
  const configs = await settled(client, topic.name, request);
  await sampler.sampleConfigs([topic], 0);
  return { dryRun, changes, effects: [], configs };
}

function checkRequest({ set, reset }: AlterConfigsRequest, configs: readonly ConfigEntry[]): void {
  const names = [...Object.keys(set), ...reset];
  if (names.length === 0) throw new ServiceError('INVALID_REQUEST', 'Nothing is to be set or reset.', { field: 'set' });
  const known = new Map(configs.map((entry) => [entry.name, entry]));
  names.forEach((name, index) => {
    const refuse = (message: string) => new ServiceError('INVALID_CONFIG', message, { field: name, details: { config: name } });
    if (names.indexOf(name) !== index) throw refuse(`${name} is named twice.`);
    if (!known.has(name)) throw refuse(`A topic has no setting ${name}.`);
    if (known.get(name)?.isReadOnly === true) throw refuse(`${name} cannot be changed.`);
  });
}

/** Of several changes Kafka does not say which one it refuses: each is asked about alone. */
async function named(
  client: ClusterClient,
  topic: string,
  { set, reset }: AlterConfigsRequest,
  alter: () => Promise<void>,
): Promise<void> {
  try {
    await alter();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'INVALID_CONFIG' || error.field !== undefined) throw error;
    for (const [name, value] of Object.entries(set))
      await alterOnCluster(client, topic, { set: { [name]: value }, reset: [] }, true);
    for (const name of reset) await alterOnCluster(client, topic, { set: {}, reset: [name] }, true);
    throw error;
  }
}

function changesOf({ set, reset }: AlterConfigsRequest, configs: readonly ConfigEntry[]): ConfigsAltered['changes'] {
  return configs
    .filter(({ name }) => Object.hasOwn(set, name) || reset.includes(name))
    .map(({ name, value, defaultValue }) => ({ name, before: value, after: set[name] ?? defaultValue }));
}

const settledMsMax = 5_000;
const pollMs = 50;

/** The controller has it at once, other brokers a moment later: answers with what they say once they agree. */
async function settled(client: ClusterClient, topic: string, { set, reset }: AlterConfigsRequest): Promise<ConfigEntry[]> {
  const deadline = Date.now() + settledMsMax;
  for (;;) {
    const configs = await describeConfigs(client, 'topic', topic);
    const isStale = configs.some(
      ({ name, source, isSensitive, value }) =>
        (reset.includes(name) && source === 'topic') ||
        (Object.hasOwn(set, name) && (source !== 'topic' || (!isSensitive && value === null))),
    );
    if (!isStale || Date.now() > deadline) return configs;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
