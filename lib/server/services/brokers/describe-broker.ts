import type { BrokerDetail, LogDirs } from '@/lib/contracts/broker';
import type { ConfigList } from '@/lib/contracts/config';
import { isUnavailable } from '../../kafka/cluster-client';
import { describeConfigs } from '../../kafka/configs';
import { describeLogDirs } from '../../kafka/log-dirs';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { listBrokers } from './list-brokers';

interface BrokerInput {
  readonly cluster: string;
  readonly broker: number;
}

export async function describeBroker({ ctx, input }: { ctx: ServiceContext; input: BrokerInput }): Promise<BrokerDetail> {
  const { brokers, sampledAtMs } = await listBrokers({ ctx, input });
  const broker = brokers.find(({ id }) => id === input.broker);
  if (broker === undefined)
    throw new ServiceError('BROKER_NOT_FOUND', `There is no broker ${input.broker}.`, { broker: input.broker });
  const logDirs = broker.alive ? await logDirsOrNull(ctx, input) : null;
  return { broker, logDirs, sampledAtMs };
}

export async function listLogDirs({ ctx, input }: { ctx: ServiceContext; input: BrokerInput }): Promise<LogDirs> {
  const { client } = ctx.runtime.cluster(input.cluster);
  await mustBeAlive(ctx, input);
  return { broker: input.broker, logDirs: await describeLogDirs(client, input.broker, null) };
}

export async function listBrokerConfigs({ ctx, input }: { ctx: ServiceContext; input: BrokerInput }): Promise<ConfigList> {
  const { client } = ctx.runtime.cluster(input.cluster);
  await mustBeAlive(ctx, input);
  return { configs: await describeConfigs(client, 'broker', String(input.broker)) };
}

async function mustBeAlive(ctx: ServiceContext, { cluster, broker }: BrokerInput): Promise<void> {
  const { brokers } = await ctx.runtime.cluster(cluster).client.metadata();
  if (!brokers.has(broker)) throw new ServiceError('BROKER_NOT_FOUND', `Broker ${broker} is not in the cluster.`, { broker });
}

async function logDirsOrNull(ctx: ServiceContext, input: BrokerInput): Promise<BrokerDetail['logDirs']> {
  try {
    return await describeLogDirs(ctx.runtime.cluster(input.cluster).client, input.broker, null);
  } catch (error) {
    if (isUnavailable(error) || (error instanceof ServiceError && error.code === 'UNSUPPORTED_BY_CLUSTER')) return null;
    throw error;
  }
}
