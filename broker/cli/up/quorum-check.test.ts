import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clusterMetadataTopic } from '../../metadata/topic-name';
import { createNodePlatform } from '../../platform/node/node-platform';
import { describeQuorumApi } from '../../protocol/messages/describe-quorum';
import { RecordingLogger, ScriptedBroker } from '../../simulation/scripted-broker';
import { formatObserver } from './broker-directories';
import { checkQuorumWithout } from './quorum-check';

const platform = createNodePlatform({ logger: new RecordingLogger() });
let directory: string;
let broker: ScriptedBroker;
/** Ids of the directories as they are on the disk, by broker. */
let directoryIds: Map<number, string>;
/** Voters as the quorum knows them, by broker. */
let voters: Map<number, { directoryId: string; logEndOffset: number }>;
let leaderId: number;

const directoryOf = (id: number): string => path.join(directory, `broker-${id}`);

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-quorum-'));
  directoryIds = new Map();
  for (const id of [1, 2, 3, 4]) {
    const { directoryId } = await formatObserver(platform, { id, directory: directoryOf(id) }, 'c');
    directoryIds.set(id, directoryId);
  }
  voters = new Map([1, 2, 3].map((id) => [id, { directoryId: directoryIds.get(id) ?? '', logEndOffset: 100 }]));
  leaderId = 1;
  broker = new ScriptedBroker();
  await broker.start(platform.transport, 0);
  broker.on(describeQuorumApi, () => ({
    errorCode: 0,
    errorMessage: null,
    topics: [
      {
        topicName: clusterMetadataTopic,
        partitions: [
          {
            partitionIndex: 0,
            errorCode: 0,
            errorMessage: null,
            leaderId,
            leaderEpoch: 7,
            highWatermark: 100,
            observers: [],
            currentVoters: [...voters].map(([replicaId, { directoryId, logEndOffset }]) => {
              return { replicaId, replicaDirectoryId: directoryId, logEndOffset };
            }),
          },
        ],
      },
    ],
    nodes: [],
  }));
});

afterEach(async () => {
  await broker.stop();
  await rm(directory, { recursive: true });
});

/** Wipes `target` of brokers 1 to `count`, of which `down` do not run. */
function wipe(target: number, { count = 4, down = [] }: { count?: number; down?: number[] } = {}): Promise<void> {
  const brokers = Array.from({ length: count }, (_, index) => index + 1).map((id) => {
    return { id, directory: directoryOf(id), isRunning: id !== target && !down.includes(id) };
  });
  const own = brokers.find(({ id }) => id === target);
  if (own === undefined) throw new Error(`no broker ${target}`);
  return checkQuorumWithout(platform, { target: own, brokers, bootstrapServers: `127.0.0.1:${broker.port}` });
}

test('a voter is wiped when the other two have everything; who does not vote always', async () => {
  await wipe(3);
  await wipe(4, { down: [1, 2] });
});

test('a voter that only lags, as after an election, is waited for', async () => {
  let asked = 0;
  const directoryId = directoryIds.get(2) ?? '';
  const lagging = {
    directoryId,
    get logEndOffset() {
      asked += 1;
      return asked < 3 ? 90 : 100;
    },
  };
  voters.set(2, lagging);
  await wipe(3);
  expect(asked).toBe(3);
});

test('a broker that was wiped and does not vote yet can be wiped again', async () => {
  voters.set(3, { directoryId: 'BBBBBBBBBBBBBBBBBBBBBA', logEndOffset: 0 });
  await wipe(3);
});

test('no majority would be left: refused, with the broker that is to come back', async () => {
  const refusal = { code: 'QUORUM_AT_RISK', status: 409 };
  await expect(wipe(3, { down: [2] })).rejects.toMatchObject(refusal);
  await expect(wipe(3, { down: [2] })).rejects.toThrow('Start broker 2, wait until it votes again');
  await expect(wipe(3, { down: [1, 2] })).rejects.toThrow('Start brokers 1 and 2, wait until they vote again');
  voters.set(2, { directoryId: 'BBBBBBBBBBBBBBBBBBBBBA', logEndOffset: 100 });
  await expect(wipe(3)).rejects.toThrow('Start broker 2, ');
  voters.set(2, { directoryId: directoryIds.get(2) ?? '', logEndOffset: 99 });
  await expect(wipe(3)).rejects.toThrow('Start broker 2, ');
});

test('the only copy is never wiped', async () => {
  await expect(wipe(1, { count: 2 })).rejects.toThrow('holds the only copy');
  voters.delete(2);
  voters.delete(3);
  await expect(wipe(1)).rejects.toThrow('holds the only copy');
});

test('a quorum that does not answer, or has no leader, cannot say', async () => {
  leaderId = -1;
  await expect(wipe(3)).rejects.toThrow('The metadata quorum does not answer');
  await broker.stop();
  await expect(wipe(3)).rejects.toThrow('The metadata quorum does not answer');
});
