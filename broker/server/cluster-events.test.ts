import { expect, test } from 'vitest';
import { emptyImage } from '../metadata/image-draft';
import { decodeMetadataRecord, encodeMetadataRecord, type MetadataRecordInput } from '../metadata/metadata-record';
import { replay } from '../metadata/replay';
import { SimClock } from '../simulation/sim-clock';
import type { ClusterChange, ClusterReport } from './cluster-change';
import { ClusterEvents } from './cluster-events';

const idA = 'AAECAwQFBgcICQoLDA0ODw';
const idB = 'BBBBBBBBBBBBBBBBBBBBBA';
const directory = 'DAECAwQFBgcICQoLDA0ODw';

const topic = (name: string, topicId: string): MetadataRecordInput => ({ type: 'Topic', value: { name, topicId } });
const partition = (topicId: string, partitionId: number): MetadataRecordInput => ({
  type: 'Partition',
  value: {
    partitionId,
    topicId,
    replicas: [1, 2, 3],
    isr: [1, 2, 3],
    removingReplicas: [],
    addingReplicas: [],
    leader: 1,
    leaderEpoch: 0,
    partitionEpoch: 0,
  },
});
type Change = Omit<Extract<MetadataRecordInput, { type: 'PartitionChange' }>['value'], 'topicId'>;
const change = (value: Change): MetadataRecordInput => ({ type: 'PartitionChange', value: { topicId: idA, ...value } });
const config = (name: string, value: string | null): MetadataRecordInput => ({
  type: 'Config',
  value: { resourceType: 2, resourceName: 'a', name, value },
});
const register = (brokerId: number): MetadataRecordInput => ({
  type: 'RegisterBroker',
  value: {
    brokerId,
    incarnationId: idA,
    brokerEpoch: 3,
    endPoints: [],
    features: [],
    rack: null,
    fenced: true,
    logDirs: [directory],
  },
});

/** A broker that reads metadata, one delta for each list of records. */
class Reader {
  readonly reports: ClusterReport[] = [];
  readonly clock = new SimClock();
  readonly events = new ClusterEvents({ clock: this.clock });
  #image = emptyImage('c');

  constructor(past: readonly MetadataRecordInput[] = []) {
    this.read(past);
    this.events.subscribe((report) => this.reports.push(report));
  }

  read(records: readonly MetadataRecordInput[]): ClusterChange[] {
    const told = this.reports.length;
    const decoded = records.map((record) => decodeMetadataRecord(encodeMetadataRecord(record)));
    const { image, delta } = replay(this.#image, decoded, { offset: this.#image.offset + records.length, epoch: 1 });
    this.#image = image;
    void this.events.applyMetadata(image, delta);
    return this.reports.slice(told).flatMap(({ changes }) => changes);
  }

  /** What the records tell, without what tells it apart. */
  facts(...records: MetadataRecordInput[]): ClusterChange['fact'][] {
    return this.read(records).map(({ fact }) => fact);
  }
}

const existing = [topic('a', idA), partition(idA, 0), partition(idA, 1), config('retention.ms', '1')];

test('the past is silent, and so is what changes nothing', () => {
  const reader = new Reader(existing);
  expect(reader.reports).toEqual([]);
  expect(reader.facts({ type: 'NoOp', value: {} })).toEqual([]);
  expect(reader.facts(config('retention.ms', '1'))).toEqual([]);
  expect(reader.facts(change({ partitionId: 0, isr: [3, 2, 1] }))).toEqual([]);
});

test('a leader that dies: who leads now, and who left the in-sync set', () => {
  const reader = new Reader(existing);
  expect(reader.read([change({ partitionId: 1, leader: 2, isr: [2, 3] })])).toEqual([
    {
      subject: `leader ${idA} 1`,
      version: 1,
      state: '2',
      fact: { kind: 'leader-changed', topic: 'a', partition: 1, leaderEpoch: 1, from: 1, to: 2 },
    },
    {
      subject: `isr ${idA} 1`,
      version: 1,
      state: '2,3',
      fact: { kind: 'isr-changed', topic: 'a', partition: 1, joined: [], left: [1] },
    },
  ]);
  expect(reader.facts(change({ partitionId: 1, isr: [2, 3, 1] }))).toEqual([
    { kind: 'isr-changed', topic: 'a', partition: 1, joined: [1], left: [] },
  ]);
  expect(reader.facts(change({ partitionId: 1, leader: -1 }))).toMatchObject([{ kind: 'leader-changed', from: 2, to: null }]);
  expect(reader.facts(change({ partitionId: 1, leader: 3 }))).toMatchObject([{ kind: 'leader-changed', from: null, to: 3 }]);
});

test('a reassignment begins and is done, or is taken back', () => {
  const reader = new Reader(existing);
  const begin = { replicas: [4, 1, 2, 3], addingReplicas: [4], removingReplicas: [3] };
  const fact = { kind: 'partitions-reassigned', topic: 'a', partition: 0 };
  expect(reader.facts(change({ partitionId: 0, ...begin }))).toEqual([
    { ...fact, phase: 'begun', from: [1, 2, 3], to: [4, 1, 2] },
  ]);
  const end = { isr: [4, 1, 2], replicas: [4, 1, 2], addingReplicas: [], removingReplicas: [] };
  expect(reader.facts(change({ partitionId: 0, ...end }))).toMatchObject([
    { kind: 'isr-changed', joined: [4], left: [3] },
    { ...fact, phase: 'done', from: [1, 2, 3], to: [4, 1, 2] },
  ]);
  expect(reader.facts(change({ partitionId: 1, ...begin }))).toMatchObject([{ phase: 'begun' }]);
  const back = { replicas: [1, 2, 3], addingReplicas: [], removingReplicas: [] };
  expect(reader.facts(change({ partitionId: 1, ...back }))).toMatchObject([
    { phase: 'cancelled', from: [1, 2, 3], to: [1, 2, 3] },
  ]);
});

test('topics come, grow and go; the configs they are created with are no change', () => {
  const reader = new Reader(existing);
  const other = { type: 'Config', value: { resourceType: 2, resourceName: 'b', name: 'retention.ms', value: '5' } } as const;
  expect(reader.facts(topic('b', idB), partition(idB, 0), other)).toEqual([
    { kind: 'topic-created', topic: 'b', partitions: 1, replicationFactor: 3 },
  ]);
  expect(reader.facts(partition(idA, 2), partition(idA, 3))).toEqual([{ kind: 'partitions-added', topic: 'a', from: 2, to: 4 }]);
  expect(reader.facts({ type: 'RemoveTopic', value: { topicId: idA } })).toEqual([{ kind: 'topic-deleted', topic: 'a' }]);
});

test('a config that is set, altered and removed', () => {
  const reader = new Reader(existing);
  const resource = { type: 'topic', name: 'a' };
  expect(reader.facts(config('retention.ms', null), config('segment.ms', '7'))).toEqual([
    {
      kind: 'config-changed',
      resource,
      changes: [
        { name: 'retention.ms', from: '1', to: null },
        { name: 'segment.ms', from: null, to: '7' },
      ],
    },
  ]);
});

test('a broker registers, is unfenced, fenced and removed', () => {
  const reader = new Reader();
  const own = { broker: 2 };
  expect(reader.facts(register(2))).toEqual([{ kind: 'broker-registered', ...own }]);
  expect(reader.facts({ type: 'UnfenceBroker', value: { id: 2, epoch: 3 } })).toEqual([{ kind: 'broker-unfenced', ...own }]);
  expect(reader.facts(register(2))).toEqual([{ kind: 'broker-fenced', ...own }]);
  expect(reader.facts({ type: 'UnregisterBroker', value: { brokerId: 2, brokerEpoch: 3 } })).toEqual([
    { kind: 'broker-unregistered', ...own },
  ]);
});

test('the quorum leader is told when it is known, the present one at the start', () => {
  const reader = new Reader();
  const facts = (): unknown[] => reader.reports.flatMap(({ changes }) => changes.map(({ fact }) => fact));
  reader.events.onLeaderChange({ leaderId: -1, epoch: 4 });
  reader.events.onLeaderChange({ leaderId: 3, epoch: 4 });
  expect(facts()).toEqual([{ kind: 'controller-changed', to: 3, epoch: 4 }]);

  const reports: ClusterReport[] = [];
  const late = new ClusterEvents({ clock: reader.clock });
  late.onLeaderChange({ leaderId: 1, epoch: 2 });
  late.subscribe((report) => reports.push(report));
  expect(reports).toMatchObject([{ changes: [{ subject: 'controller', version: 2, fact: { to: 1 } }] }]);
});

test('each generation of a group is news, the same number too when the group was made anew', async () => {
  const reader = new Reader();
  reader.events.onGroupRebalanced('g', 1, 2);
  await reader.clock.advance(5);
  reader.events.onGroupRebalanced('g', 1, 3);
  const [first, second] = reader.reports.flatMap(({ changes }) => changes);
  expect(first?.fact).toEqual({ kind: 'group-rebalanced', group: 'g', generation: 1, members: 2 });
  expect(second?.version).toBeGreaterThan(first?.version ?? 0);
  expect(second?.state).not.toBe(first?.state);
});
