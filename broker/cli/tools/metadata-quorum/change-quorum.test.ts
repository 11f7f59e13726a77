import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeMetaProperties } from '../../../interbroker/meta-properties';
import { addRaftVoterApi } from '../../../protocol/messages/add-raft-voter';
import { removeRaftVoterApi } from '../../../protocol/messages/remove-raft-voter';
import { ScriptedCluster } from '../../../simulation/scripted-cluster';
import { outcomeOf, toolPlatform } from '../tool-fixture';
import { metadataQuorum } from './metadata-quorum';

const directoryId = 'KxLs9G6xSGabWkAGSGXPHg';

let cluster: ScriptedCluster;
let directory: string;
let file: string;

beforeEach(async () => {
  cluster = await ScriptedCluster.start(toolPlatform.transport, 1);
  directory = await mkdtemp(path.join(tmpdir(), 'ottla-quorum-'));
  file = path.join(directory, 'broker.properties');
  const properties = encodeMetaProperties({ clusterId: 'cluster', nodeId: 4, directoryId });
  await writeFile(path.join(directory, 'meta.properties'), properties);
});
afterEach(async () => {
  await cluster.stop();
  await rm(directory, { recursive: true });
});

const run = (...args: string[]): ReturnType<typeof outcomeOf> => outcomeOf(metadataQuorum, cluster.bootstrapServers, args);

async function addWith(lines: readonly string[], ...more: string[]): ReturnType<typeof outcomeOf> {
  await writeFile(file, lines.join('\n'));
  return run('add-controller', '--command-config', file, ...more);
}

const nodeFile = (): string[] => [
  'node.id=4',
  'process.roles=broker,controller',
  'listeners=CLIENT://localhost:9095,controller://[::1]:19095',
  'controller.listener.names=CONTROLLER',
  `log.dirs=${directory}`,
];

test('a node is added with what its file and its directory say', async () => {
  cluster.broker(1).on(addRaftVoterApi, () => ({ throttleTimeMs: 0, errorCode: 0, errorMessage: null }));
  const what = `controller 4 with directory id ${directoryId} and endpoints: CONTROLLER://[::1]:19095\n`;
  expect(await addWith(nodeFile(), '--dry-run')).toEqual([0, `DRY RUN of adding ${what}`, '']);
  expect(cluster.broker(1).requests.some(({ api }) => api === 'AddRaftVoter')).toBe(false);
  expect(await addWith(nodeFile())).toEqual([0, `Added ${what}`, '']);
  expect(cluster.broker(1).requests.at(-1)?.request).toMatchObject({
    voterId: 4,
    voterDirectoryId: directoryId,
    listeners: [{ name: 'CONTROLLER', host: '::1', port: 19095 }],
    ackWhenCommitted: true,
  });
  const [, advertised] = await addWith([...nodeFile(), 'advertised.listeners=CONTROLLER://elsewhere:1'], '--dry-run');
  expect(advertised).toMatch(/endpoints: CONTROLLER:\/\/elsewhere:1\n$/);
});

test('what the quorum says against it is told', async () => {
  cluster.broker(1).on(addRaftVoterApi, () => ({ throttleTimeMs: 0, errorCode: 126, errorMessage: 'It votes already.' }));
  expect(await addWith(nodeFile())).toEqual([1, '', 'It votes already.\n']);
});

test.each([
  [(lines: string[]) => lines.slice(1), 'node.id not found in configuration file.'],
  [(lines: string[]) => ['node.id=-1', ...lines.slice(1)], 'node.id is "-1" in configuration file.'],
  [(lines: string[]) => [...lines, 'process.roles=broker'], "process.roles did not contain 'controller' in configuration file."],
  [(lines: string[]) => lines.slice(0, -1), 'Neither metadata.log.dir nor log.dirs were found.'],
  [(lines: string[]) => [...lines, 'log.dirs=/no/such'], 'Unable to read meta.properties from /no/such'],
  [
    (lines: string[]) => [...lines, 'controller.listener.names=OTHER'],
    'Cannot find information about controller listener name: OTHER',
  ],
  [(lines: string[]) => [...lines, 'listeners=nonsense'], 'listeners takes NAME://host:port, not "nonsense".'],
])('a file that is no controller’s is refused (%#)', async (change, line) => {
  const [code, stdout, stderr] = await addWith(change(nodeFile()), '--dry-run');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.startsWith(line)).toBe(true);
});

test('a node is taken out', async () => {
  cluster.broker(1).on(removeRaftVoterApi, () => ({ throttleTimeMs: 0, errorCode: 0, errorMessage: null }));
  const args = ['remove-controller', '--controller-id', '4', '--controller-directory-id', directoryId];
  const what = `  KRaft controller 4 with directory id ${directoryId}\n`;
  expect(await run(...args, '--dry-run')).toEqual([0, `DRY RUN of removing${what}`, '']);
  expect(await run(...args)).toEqual([0, `Removed${what}`, '']);
  expect(cluster.broker(1).requests.at(-1)?.request).toMatchObject({ voterId: 4, voterDirectoryId: directoryId });
});
