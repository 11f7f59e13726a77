import type { Platform } from '../../platform/platform';
import { KafkaClient } from '../../client/kafka-client';
import { readMetaProperties } from '../../interbroker/meta-properties';
import { clusterMetadataTopic } from '../../metadata/topic-name';
import { describeQuorumApi } from '../../protocol/messages/describe-quorum';
import type { Decoded } from '../../protocol/schema/message';
import type { BrokerDirectory } from './broker-directories';
import { ControlError } from './control-error';
import { voterIds } from './voter-ids';

type Quorum = NonNullable<Decoded<typeof describeQuorumApi.response>['topics'][number]['partitions'][number]>;

const askTimeoutMs = 3000;

interface LocalBroker extends BrokerDirectory {
  readonly isRunning: boolean;
}

async function describeQuorum(platform: Platform, bootstrapServers: string): Promise<Quorum> {
  const client = new KafkaClient({ ...platform, bootstrapServers, clientId: 'ottla-supervisor', requestTimeoutMs: askTimeoutMs });
  try {
    const topics = [{ topicName: clusterMetadataTopic, partitions: [{ partitionIndex: 0 }] }];
    const answer = await client.send('any', describeQuorumApi, { topics });
    const quorum = answer.topics[0]?.partitions[0];
    if (answer.errorCode !== 0 || quorum === undefined || quorum.errorCode !== 0 || quorum.leaderId < 0)
      throw new Error('it has no leader');
    return quorum;
  } catch (error) {
    const message =
      'The metadata quorum does not answer, so nobody can say whether the other brokers have a copy of what this one holds. ' +
      'Start the other brokers first.';
    throw new ControlError('QUORUM_AT_RISK', message, { cause: error });
  } finally {
    client.close();
  }
}

/**
 * Refuses, with a ControlError, to wipe a voter of the metadata quorum unless a majority of all voters is left that
 * runs, has the whole log, and has it in the directory that the quorum knows.
 */
export async function checkQuorumWithout(
  platform: Platform,
  { target, brokers, bootstrapServers }: { target: LocalBroker; brokers: readonly LocalBroker[]; bootstrapServers: string },
): Promise<void> {
  if (String(voterIds(brokers.map(({ id }) => id))) === String(target.id)) throw onlyCopy(target.id);
  const { currentVoters, highWatermark } = await describeQuorum(platform, bootstrapServers);
  const isVoter = async ({ id, directory }: BrokerDirectory): Promise<boolean> => {
    const meta = await readMetaProperties(platform.fileSystem, directory);
    return currentVoters.some(
      ({ replicaId, replicaDirectoryId }) => replicaId === id && replicaDirectoryId === meta?.directoryId,
    );
  };
  if (!(await isVoter(target))) return;
  const ready: number[] = [];
  for (const broker of brokers) {
    const voter = currentVoters.find(({ replicaId }) => replicaId === broker.id);
    const isCurrent = voter !== undefined && voter.logEndOffset >= highWatermark;
    if (broker.id !== target.id && broker.isRunning && isCurrent && (await isVoter(broker))) ready.push(broker.id);
  }
  if (ready.length > currentVoters.length / 2) return;
  const voters = currentVoters.map(({ replicaId }) => replicaId);
  throw voters.length === 1 ? onlyCopy(target.id) : atRisk(target.id, voters, ready);
}

function onlyCopy(target: number): ControlError {
  const message =
    `Broker ${target} holds the only copy of the cluster's metadata: wiping it would lose every topic. ` +
    'To begin anew, stop Ottla and give another --data-dir.';
  return new ControlError('QUORUM_AT_RISK', message);
}

function atRisk(target: number, voters: readonly number[], ready: readonly number[]): ControlError {
  const missing = voters.filter((id) => id !== target && !ready.includes(id));
  const [start, until] =
    missing.length === 1
      ? [`broker ${missing.join()}`, 'it votes again and has']
      : [`brokers ${missing.join(' and ')}`, 'they vote again and have'];
  const message =
    `Wiping broker ${target} would leave no majority of the metadata quorum (voters ${voters.join(', ')}). ` +
    `Start ${start}, wait until ${until} caught up (ottla metadata-quorum describe), then wipe.`;
  return new ControlError('QUORUM_AT_RISK', message);
}
