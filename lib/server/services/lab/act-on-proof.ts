import type { Proof as ProofView, ProofAction } from '@/lib/contracts/lab';
import type { ClusterHandle } from '../../console-runtime';
import { topicConfigValues } from '../../kafka/configs';
import { proofTopic, type ProofTopic } from '../../lab/proof';
import type { ServiceContext } from '../../service-context';
import { ServiceError } from '../../service-error';
import { createTopic } from '../topics/create-topic';
import { supervisorOf } from './supervisor-of';

const partitions = 6;
const replicasMax = 3;
/** Of what the proof writes nothing has to stay. */
const kept = { 'retention.ms': '3600000', 'retention.bytes': '67108864', 'segment.bytes': '16777216' };

interface ProofInput {
  readonly cluster: string;
}

export function describeProof({ ctx, input }: { ctx: ServiceContext; input: ProofInput }): ProofView {
  const handle = ctx.runtime.cluster(input.cluster);
  supervisorOf(handle);
  return handle.proof.view(ctx.requestId);
}

export async function actOnProof({
  ctx,
  input,
}: {
  ctx: ServiceContext;
  input: ProofInput & { action: ProofAction };
}): Promise<ProofView> {
  const handle = ctx.runtime.cluster(input.cluster);
  supervisorOf(handle);
  const find = (): Promise<ProofTopic> => findTopic(ctx, handle);
  switch (input.action) {
    case 'start':
      await handle.proof.start(find);
      break;
    case 'stop':
      await handle.proof.stop('asked');
      break;
    case 'reset':
      await handle.proof.reset(find);
      break;
  }
  return handle.proof.view(ctx.requestId);
}

/** The topic as it is, or one made for it: as many replicas as there are brokers for, and a majority of them in sync for each write. */
async function findTopic(ctx: ServiceContext, { client, config }: ClusterHandle): Promise<ProofTopic> {
  const existing = await client.topic(proofTopic, 0).catch((error: unknown) => {
    if (error instanceof ServiceError && error.code === 'TOPIC_NOT_FOUND') return undefined;
    throw error;
  });
  if (existing === undefined) {
    const { brokers } = await client.metadata(0);
    const replicationFactor = Math.min(replicasMax, brokers.size);
    const configs = { ...kept, 'min.insync.replicas': String(Math.min(2, replicationFactor)) };
    const request = { name: proofTopic, partitions, replicationFactor, configs };
    await createTopic({ ctx, input: { cluster: config.id, request } }).catch((error: unknown) => {
      // A first try that got no answer may have made it.
      if (!(error instanceof ServiceError) || error.code !== 'TOPIC_EXISTS') throw error;
    });
  }
  const topic = existing ?? (await client.topic(proofTopic, 0));
  const values = await topicConfigValues(client, [proofTopic], ['min.insync.replicas']);
  return { topic, minInsyncReplicas: Number(values.get(proofTopic)?.get('min.insync.replicas') ?? 1) };
}
