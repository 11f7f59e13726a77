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

interface WipeCheck {
  readonly target: LocalBroker;
  readonly brokers: readonly LocalBroker[];
  readonly bootstrapServers: string;
}

/** A quorum that has just elected a leader takes a moment to hear from its followers. */
const catchUpMsMax = 2000;
const askAgainMs = 50;

/**
 * Refuses, with a ControlError, to wipe a voter of the metadata quorum unless a majority of all voters is left that
 * runs, has the whole log, and has it in the directory that the quorum knows. Who only lags is waited for, for a moment.
 */
export async function checkQuorumWithout(platform: Platform, check: WipeCheck): Promise<void> {
  const { target, brokers } = check;
  if (String(voterIds(brokers.map(({ id }) => id))) === String(target.id)) throw onlyCopy(target.id);
  const untilMs = platform.clock.monotonicMs() + catchUpMsMax;
  for (;;) {
    const { voters, running, ready } = await votersWithout(platform, check);
    const isMajority = (ids: readonly number[]): boolean => ids.length > voters.length / 2;
    if (!voters.includes(target.id) || isMajority(ready)) return;
    if (voters.length === 1) throw onlyCopy(target.id);
    if (!isMajority(running) || platform.clock.monotonicMs() >= untilMs) throw atRisk(target.id, voters, ready);
    await new Promise<void>((resolve) => platform.timers.after(askAgainMs, resolve));
  }
}

/** All voters; those without the target that run, in the directory that votes; and of these who has the whole log. */
async function votersWithout(
  platform: Platform,
  { target, brokers, bootstrapServers }: WipeCheck,
): Promise<{ voters: number[]; running: number[]; ready: number[] }> {
  const { currentVoters, highWatermark } = await describeQuorum(platform, bootstrapServers);
  const voters: number[] = [];
  const running: number[] = [];
  const ready: number[] = [];
  const directoryIds = new Map<number, string | undefined>();
  for (const { id, directory } of brokers)
    directoryIds.set(id, (await readMetaProperties(platform.fileSystem, directory))?.directoryId);
  for (const { replicaId, replicaDirectoryId, logEndOffset } of currentVoters) {
    const isOwnDirectory = directoryIds.get(replicaId) === replicaDirectoryId;
    if (replicaId !== target.id || isOwnDirectory) voters.push(replicaId);
    const isRunning = brokers.some(({ id, isRunning: runs }) => id === replicaId && runs);
    if (replicaId === target.id || !isOwnDirectory || !isRunning) continue;
    running.push(replicaId);
    if (logEndOffset >= highWatermark) ready.push(replicaId);
  }
  return { voters, running, ready };
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
