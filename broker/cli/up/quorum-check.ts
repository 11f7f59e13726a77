import type { Platform } from '../../platform/platform';
import { KafkaClient } from '../../client/kafka-client';
import { readMetaProperties } from '../../interbroker/meta-properties';
import { clusterMetadataTopic } from '../../metadata/topic-name';
import { describeQuorumApi } from '../../protocol/messages/describe-quorum';
import type { Decoded } from '../../protocol/schema/message';
import type { BrokerDirectory } from './broker-directories';
import { ControlError } from './control-error';

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
  throw new ControlError(
    'QUORUM_AT_RISK',
    refusalOf(
      target.id,
      currentVoters.map(({ replicaId }) => replicaId),
      ready,
    ),
  );
}

function refusalOf(target: number, voters: readonly number[], ready: readonly number[]): string {
  if (voters.length === 1)
    return `Broker ${target} holds the only copy of the cluster's metadata: wiping it would lose every topic. To begin anew, stop Ottla and give another --data-dir.`;
  const missing = voters.filter((id) => id !== target && !ready.includes(id));
  const brokers = missing.length === 1 ? `broker ${missing.join()}` : `brokers ${missing.join(' and ')}`;
  return (
    `Wiping broker ${target} would leave no majority of the metadata quorum (voters ${voters.join(', ')}). ` +
    `Start ${brokers}, wait until it votes again and has caught up (ottla metadata-quorum describe), then wipe.`
  );
}
