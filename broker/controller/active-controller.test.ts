import { expect, test } from 'vitest';
import { decodeMetadataRecord } from '../metadata/metadata-record';
import type { Logger } from '../platform/logger';
import { errorName } from '../protocol/error-codes';
import {
  heartbeatOf,
  registrationOf,
  silentLogger,
  startController,
  testUuid,
  topicsRequest,
  type LoadedController,
} from '../simulation/metadata/controller-fixture';
import type { MemoryMetadataLog } from '../simulation/metadata/memory-metadata-log';
import { settle, SimClock } from '../simulation/sim-clock';
import type { AskReplicaLogInfo } from './unclean-recovery';

const fenced = (controller: LoadedController) =>
  [...controller.image.brokers.values()].filter((broker) => broker.fenced).map(({ id }) => id);

const epochOf = (controller: LoadedController, brokerId: number) => controller.image.brokers.get(brokerId)?.epoch ?? -1;

const beat = (controller: LoadedController, ...brokerIds: number[]) =>
  Promise.all(brokerIds.map((id) => controller.brokerHeartbeat(heartbeatOf(id, epochOf(controller, id)))));

const lastRecords = (log: MemoryMetadataLog, count: number) =>
  log.batches.slice(-count).map(({ values }) => values.map((value) => decodeMetadataRecord(value).type));

test('heartbeats keep a session without a write; silence ends it', async () => {
  const { controller, log, clock } = await startController({ brokers: [1, 2] });
  const { length } = log.batches;
  for (let passed = 0; passed < 4500; passed += 300) {
    await beat(controller, 1, 2);
    await clock.advance(300);
  }
  expect(log.batches).toHaveLength(length);
  for (let passed = 0; passed < 1800; passed += 300) {
    await beat(controller, 1);
    await clock.advance(300);
  }
  expect(fenced(controller)).toEqual([2]);
  expect(lastRecords(log, 1)).toEqual([['BrokerRegistrationChange']]);
});

/** Of a process that can stand still: time passes, and what fell due meanwhile runs late. */
class StoppableClock extends SimClock {
  #stoodMs = 0;

  override monotonicMs(): number {
    return super.monotonicMs() + this.#stoodMs;
  }

  standStill(ms: number): void {
    this.#stoodMs += ms;
  }
}

test('nobody is fenced for a pause of the controller itself', async () => {
  const clock = new StoppableClock();
  const { controller } = await startController({ brokers: [1, 2], clock });
  clock.standStill(10_000);
  await clock.advance(2000);
  expect(fenced(controller)).toEqual([]);
  await clock.advance(2000);
  expect(fenced(controller)).toEqual([1, 2]);
});

test('an idle log is kept moving', async () => {
  const { log, clock, controller } = await startController();
  const { length } = log.batches;
  for (let passed = 0; passed < 11_000; passed += 500) {
    await beat(controller, 1);
    await clock.advance(500);
  }
  expect(log.batches).toHaveLength(length + 2);
  expect(lastRecords(log, 2)).toEqual([['NoOp'], ['NoOp']]);
});

test('an idle interval of 0 writes nothing', async () => {
  const { log, clock, controller } = await startController({ properties: { 'metadata.max.idle.interval.ms': '0' } });
  const { length } = log.batches;
  for (let passed = 0; passed < 11_000; passed += 500) {
    await beat(controller, 1);
    await clock.advance(500);
  }
  expect(log.batches).toHaveLength(length);
});

test('a closed controller leaves no timer behind and decides nothing', async () => {
  const { controller, clock } = await startController({ brokers: [1, 2] });
  controller.close();
  expect(clock.pendingTimers).toBe(0);
  await expect(controller.createTopics(topicsRequest([{ name: 'a' }]))).rejects.toMatchObject({ errorName: 'NOT_CONTROLLER' });
  await expect(beat(controller, 1)).rejects.toMatchObject({ errorName: 'NOT_CONTROLLER' });
});

test('a controller whose own work fails leaves it to another one', async () => {
  const errors: string[] = [];
  const logger: Logger = { ...silentLogger, error: (message) => errors.push(message) };
  const { controller, log, clock } = await startController({ logger });
  // Whatever the defect is, it shows as an error that no handler foresees.
  log.append = () => {
    throw new RangeError('a defect');
  };
  await clock.advance(2000);
  expect(errors).toEqual(['The controller cannot go on and leaves it to another one.']);
  expect(controller.isActive).toBe(false);
  expect(log.leader).toEqual({ leaderId: -1, epoch: 2 });
});

test('what one broker led changes in batches of at most 10,000 records, the broker itself last', async () => {
  const { controller, log } = await startController({ brokers: [1, 2] });
  const both = (partitionCount: number) =>
    Array.from({ length: partitionCount }, (_, partitionIndex) => ({ partitionIndex, brokerIds: [1, 2] }));
  const wanted = { numPartitions: -1, replicationFactor: -1, assignments: both(9000) };
  await controller.createTopics(topicsRequest([{ name: 'a', ...wanted }]));
  await controller.createTopics(topicsRequest([{ name: 'b', ...wanted }]));
  const { length } = log.batches;
  await controller.brokerUnreachable({ brokerId: 1, brokerEpoch: epochOf(controller, 1) });
  expect(log.batches.slice(length).map(({ values }) => values.length)).toEqual([10_000, 8001]);
  expect(lastRecords(log, 1)[0]?.at(-1)).toBe('BrokerRegistrationChange');
  const { length: before } = log.batches;
  await beat(controller, 1);
  expect(lastRecords(log, log.batches.length - before)).toEqual([['BrokerRegistrationChange']]);
});

test('only the process that is registered is fenced', async () => {
  const { controller } = await startController({ brokers: [1, 2] });
  const old = epochOf(controller, 1);
  controller.brokerDisconnected({ brokerId: 1, brokerEpoch: old });
  await controller.join(1, { incarnationId: testUuid('B', 1) });
  await controller.brokerUnreachable({ brokerId: 1, brokerEpoch: old });
  expect(fenced(controller)).toEqual([]);
  await controller.brokerUnreachable({ brokerId: 9, brokerEpoch: old });
  await controller.brokerUnreachable({ brokerId: 1, brokerEpoch: epochOf(controller, 1) });
  expect(fenced(controller)).toEqual([1]);
});

test('a registration that was answered once is answered again', async () => {
  const { controller, log } = await startController({ brokers: [1] });
  const { length } = log.batches;
  const again = await controller.registerBroker(registrationOf(1));
  expect(again).toMatchObject({ errorCode: 0, brokerEpoch: epochOf(controller, 1) });
  expect(log.batches).toHaveLength(length);
});

test.each([
  ['another cluster', { clusterId: 'other' }, 'INCONSISTENT_CLUSTER_ID'],
  ['no directory', { logDirs: [] }, 'INVALID_REGISTRATION'],
  ['the directory of another broker', { logDirs: [testUuid('D', 1)] }, 'INVALID_REGISTRATION'],
  ['no features', { features: [] }, 'UNSUPPORTED_VERSION'],
  [
    'an old version',
    { features: [{ name: 'metadata.version', minSupportedVersion: 1, maxSupportedVersion: 7 }] },
    'UNSUPPORTED_VERSION',
  ],
])('a broker with %s is refused', async (_what, registration, error) => {
  const { controller } = await startController();
  const { errorCode } = await controller.registerBroker({ ...registrationOf(2), ...registration });
  expect(errorName(errorCode)).toBe(error);
  expect(controller.image.brokers.has(2)).toBe(false);
});

test('a new controller hears of the brokers that were alive before one of them registers anew', async () => {
  const { controller, log, clock } = await startController({ brokers: [1, 2, 3] });
  const brokers = new Map([1, 2, 3].map((id) => [id, { brokerId: id, brokerEpoch: epochOf(controller, id) }]));
  await controller.createTopics(
    topicsRequest([
      { name: 'a', numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 0, brokerIds: [1, 2, 3] }] },
    ]),
  );
  log.leader = { leaderId: 1, epoch: 2 };
  controller.onLeaderChange(log.leader);
  const events: string[] = [];
  const register = (id: number) =>
    controller
      .registerBroker({ ...registrationOf(id, 'B'), previousBrokerEpoch: brokers.get(id)?.brokerEpoch ?? -1 })
      .then(() => events.push(`registered ${id}`));
  const first = [register(1), register(2)];
  await settle();
  expect(events).toEqual([]);
  await controller.brokerUnreachable(brokers.get(3) ?? { brokerId: -1, brokerEpoch: -1 });
  await Promise.all(first);
  expect(events).toEqual(['registered 1', 'registered 2']);
  await beat(controller, 1, 2);
  const [partition] = controller.image.topicsByName.get('a')?.partitions ?? [];
  expect(partition).toMatchObject({ leader: 2, isr: [2] });
  expect(clock.monotonicMs()).toBe(0);
});

test('a broker that cannot be asked for its logs is asked again, and says so', async () => {
  const warnings: string[] = [];
  const logger: Logger = { ...silentLogger, warn: (message) => warnings.push(message) };
  const answers: (() => ReturnType<AskReplicaLogInfo>)[] = [() => Promise.reject(new Error('closed'))];
  const { controller, clock } = await startController({
    brokers: [1, 2],
    logger,
    askReplicaLogInfo: (brokerId, partitions) => {
      const answer = brokerId === 1 ? answers.shift() : undefined;
      return answer?.() ?? Promise.resolve(partitions.map((each) => ({ ...each, lastEpoch: brokerId, logEndOffset: 1 })));
    },
  });
  await controller.createTopics(
    topicsRequest([
      { name: 'a', numPartitions: -1, replicationFactor: -1, assignments: [{ partitionIndex: 0, brokerIds: [1, 2] }] },
    ]),
  );
  await controller.brokerUnreachable({ brokerId: 2, brokerEpoch: epochOf(controller, 2) });
  controller.brokerDisconnected({ brokerId: 1, brokerEpoch: epochOf(controller, 1) });
  await controller.join(1, { incarnationId: testUuid('B', 1) });
  await settle();
  const leader = () => controller.image.topicsByName.get('a')?.partitions[0]?.leader;
  expect(leader()).toBe(-1);
  expect(warnings).toEqual(['Broker 1 does not tell how far its logs reach; it is asked again.']);
  await clock.advance(500);
  expect(leader()).toBe(1);
  expect(warnings.at(-1)).toContain('longest log');
});

test('thousands of partitions are recovered by questions of bounded size', async () => {
  const sizes: number[] = [];
  const { controller, clock } = await startController({
    brokers: [1, 2],
    askReplicaLogInfo: (_brokerId, partitions) => {
      sizes.push(partitions.length);
      return Promise.resolve(partitions.map((each) => ({ ...each, lastEpoch: 0, logEndOffset: 1 })));
    },
  });
  const assignments = Array.from({ length: 2500 }, (_, partitionIndex) => ({ partitionIndex, brokerIds: [1, 2] }));
  await controller.createTopics(topicsRequest([{ name: 'a', numPartitions: -1, replicationFactor: -1, assignments }]));
  await controller.brokerUnreachable({ brokerId: 2, brokerEpoch: epochOf(controller, 2) });
  controller.brokerDisconnected({ brokerId: 1, brokerEpoch: epochOf(controller, 1) });
  await controller.join(1, { incarnationId: testUuid('B', 1) });
  await clock.advance(10);
  expect(sizes).toEqual([1000, 1000, 500]);
  expect(controller.image.topicsByName.get('a')?.partitions.every(({ leader }) => leader === 1)).toBe(true);
});
