import { expect, test } from 'vitest';
import type { BrokerController } from '../controller/controller';
import { MetadataLoader } from '../metadata/metadata-loader';
import { errorCodes, type ErrorName } from '../protocol/error-codes';
import { KafkaError } from '../protocol/kafka-error';
import type { BrokerHeartbeatRequest, BrokerHeartbeatResponse } from '../protocol/messages/broker-heartbeat';
import type { BrokerRegistrationRequest } from '../protocol/messages/broker-registration';
import { PeerNode, SimNetwork } from '../simulation/interbroker/peer-node';
import { registrationOf } from '../simulation/metadata/controller-fixture';
import { RecordingLogger } from '../simulation/scripted-broker';
import { SimClock, settle } from '../simulation/sim-clock';
import { BrokerLifecycle } from './broker-lifecycle';
import { FreezeGuard } from './freeze-guard';

/** A controller that answers what the test tells it to, and this broker's life with it. */
class Setup implements BrokerController {
  readonly clock = new SimClock();
  readonly logger = new RecordingLogger();
  readonly loader = new MetadataLoader('test-cluster');
  readonly registrations: BrokerRegistrationRequest[] = [];
  readonly heartbeats: BrokerHeartbeatRequest[] = [];
  readonly lifecycle: BrokerLifecycle;
  /** Of the next registration. */
  refusal: ErrorName = 'NONE';
  /** Undefined: nobody answers. */
  answer: ((request: BrokerHeartbeatRequest) => Partial<BrokerHeartbeatResponse>) | undefined = ({ wantFence }) => ({
    isFenced: wantFence,
  });

  constructor() {
    const { clock, logger } = this;
    this.lifecycle = new BrokerLifecycle({
      controller: this,
      publisher: this.loader.publisher,
      freezeGuard: new FreezeGuard({ clock, timers: clock, logger, sessionTimeoutMs: 2000 }),
      clock,
      timers: clock,
      logger,
      registration: { ...registrationOf(1), previousBrokerEpoch: 7 },
      heartbeatIntervalMs: 300,
    });
  }

  registerBroker: BrokerController['registerBroker'] = (request) => {
    this.registrations.push(request);
    const errorCode = errorCodes[this.refusal];
    return Promise.resolve({ throttleTimeMs: 0, errorCode, brokerEpoch: errorCode === 0 ? 0 : -1 });
  };

  brokerHeartbeat: BrokerController['brokerHeartbeat'] = (request) => {
    this.heartbeats.push(request);
    if (this.answer === undefined) return Promise.reject(new KafkaError('REQUEST_TIMED_OUT', 'Nobody answers.'));
    return Promise.resolve({ throttleTimeMs: 0, errorCode: 0, shouldShutDown: false, ...this.answer(request) });
  };

  alterPartition: BrokerController['alterPartition'] = () => Promise.reject(new Error('not asked'));
  allocateProducerIds: BrokerController['allocateProducerIds'] = () => Promise.reject(new Error('not asked'));

  /** The metadata up to `offset` reaches this broker. */
  async learn(offset: number): Promise<void> {
    await this.loader.onCommit([{ lastOffset: offset, epoch: 1, values: [] }]);
  }

  async start(): Promise<void> {
    await this.loader.start();
    await this.lifecycle.register();
    await this.learn(0);
    this.lifecycle.start();
    await settle();
  }
}

test('a broker is registered, then fenced until it is ready, then unfenced when it shows that', async () => {
  const setup = new Setup();
  await setup.start();
  expect(setup.registrations).toMatchObject([{ brokerId: 1, previousBrokerEpoch: 7 }]);
  expect(setup.heartbeats).toMatchObject([{ wantFence: true, currentMetadataOffset: 0 }]);

  let isUnfenced = false;
  void setup.lifecycle.unfenced.then(() => (isUnfenced = true));
  setup.answer = () => ({ isFenced: false, metadataOffset: 5 });
  setup.lifecycle.readyForClients();
  await settle();
  expect(setup.heartbeats.at(-1)).toMatchObject({ wantFence: false });
  expect([setup.lifecycle.isFenced, isUnfenced]).toEqual([false, false]);
  await setup.learn(5);
  await settle();
  expect(isUnfenced).toBe(true);
});

test('heartbeats come in their interval, and at once when somebody else leads', async () => {
  const setup = new Setup();
  await setup.start();
  await setup.clock.advance(3000);
  expect(setup.heartbeats).toHaveLength(11);
  setup.lifecycle.onLeaderChange();
  await settle();
  expect(setup.heartbeats).toHaveLength(12);
  setup.lifecycle.stop();
  await settle();
  await setup.clock.advance(3000);
  expect(setup.heartbeats).toHaveLength(12);
});

test('silence is put into words once in a while, and heartbeats go on', async () => {
  const setup = new Setup();
  await setup.start();
  setup.answer = undefined;
  await setup.clock.advance(15_000);
  expect(setup.heartbeats).toHaveLength(51);
  expect(setup.logger.lines.map(({ message }) => message)).toEqual(['Nobody answers.', 'Nobody answers.']);
});

test('a registration that is refused for now is tried again; one that is refused for good ends the start', async () => {
  const setup = new Setup();
  setup.refusal = 'DUPLICATE_BROKER_REGISTRATION';
  await setup.loader.start();
  await setup.learn(0);
  const starting = setup.lifecycle.register();
  await setup.clock.advance(1000);
  expect(setup.registrations.length).toBe(11);
  setup.refusal = 'NONE';
  await setup.clock.advance(100);
  await starting;

  const foreign = new Setup();
  foreign.refusal = 'INCONSISTENT_CLUSTER_ID';
  await expect(foreign.lifecycle.register()).rejects.toMatchObject({ errorName: 'INCONSISTENT_CLUSTER_ID' });
});

test.each(['STALE_BROKER_EPOCH', 'BROKER_ID_NOT_REGISTERED'] as const)(
  'after %s the broker registers again, as the process it was',
  async (name) => {
    const setup = new Setup();
    await setup.start();
    setup.answer = () => ({ errorCode: errorCodes[name] });
    await setup.clock.advance(300);
    setup.answer = () => ({ isFenced: false });
    await settle();
    expect(setup.registrations).toMatchObject([{ previousBrokerEpoch: 7 }, { previousBrokerEpoch: 0 }]);
    expect(setup.registrations[0]?.incarnationId).toBe(setup.registrations[1]?.incarnationId);
  },
);

test('a broker that will never be registered again says so', async () => {
  const setup = new Setup();
  await setup.start();
  setup.answer = () => ({ errorCode: errorCodes.BROKER_ID_NOT_REGISTERED });
  setup.refusal = 'INVALID_REGISTRATION';
  await setup.clock.advance(300);
  expect((await setup.lifecycle.failed).message).toContain('INVALID_REGISTRATION');
});

test('a broker that stops asks to be let go until it is, or until its time is over', async () => {
  const setup = new Setup();
  await setup.start();
  setup.answer = () => ({ isFenced: false });
  const stopping = setup.lifecycle.shutDown({ timeoutMs: 1000 });
  await setup.clock.advance(400);
  expect(setup.heartbeats.at(-1)).toMatchObject({ wantShutDown: true, wantFence: false });
  expect(setup.heartbeats.length).toBeGreaterThanOrEqual(9);
  setup.answer = () => ({ isFenced: true, shouldShutDown: true });
  await setup.clock.advance(50);
  expect(await stopping).toBe(true);

  const alone = new Setup();
  await alone.start();
  alone.answer = undefined;
  const giving = alone.lifecycle.shutDown({ timeoutMs: 1000 });
  await alone.clock.advance(1000);
  expect(await giving).toBe(false);
});

async function cluster() {
  const network = new SimNetwork();
  network.log.elect(1);
  const first = await PeerNode.start(network, 1);
  const second = await PeerNode.start(network, 2);
  await first.serve();
  const lifecycle = await second.serve();
  return { network, first, second, lifecycle };
}

test('a real controller registers and unfences a broker of another node, and lets it go', async () => {
  const { network, first, second, lifecycle } = await cluster();
  expect(first.image.brokers.get(2)).toMatchObject({ epoch: lifecycle.brokerEpoch, fenced: false });
  expect(second.image.brokers.get(2)?.fenced).toBe(false);
  await network.clock.advance(10_000);
  expect(first.image.brokers.get(2)?.fenced).toBe(false);
  const stopping = lifecycle.shutDown({ timeoutMs: 1000 });
  await network.clock.advance(500);
  expect(await stopping).toBe(true);
  expect(first.image.brokers.get(2)?.fenced).toBe(true);
});

test('a broker that was frozen serves again when it knows what it has missed', async () => {
  const { network, first, second, lifecycle } = await cluster();
  await network.clock.advance(1000);
  second.view.hold();
  second.machine.transport.sockets.forEach((socket) => socket.pause());
  await network.clock.advance(2000);
  expect(first.image.brokers.get(2)?.fenced).toBe(true);

  second.freeze(2500);
  expect(second.freezeGuard.mayServe()).toBe(false);
  second.machine.transport.sockets.forEach((socket) => socket.resume());
  await network.clock.advance(500);
  expect(first.image.brokers.get(2)?.fenced).toBe(false);
  expect(lifecycle.isFenced).toBe(false);
  expect(second.freezeGuard.mayServe()).toBe(false);
  await second.view.release();
  await settle();
  expect(second.freezeGuard.mayServe()).toBe(true);
});

test('a controller that was frozen does not believe its own answer', async () => {
  const { network, first } = await cluster();
  await network.clock.advance(1000);
  first.freeze(2500);
  expect(first.freezeGuard.mayServe()).toBe(false);
  expect(network.log.leader.leaderId).toBe(-1);
  await network.clock.advance(1000);
  expect(first.freezeGuard.mayServe()).toBe(false);
  network.log.elect(2);
  await network.clock.advance(100);
  expect(first.freezeGuard.mayServe()).toBe(true);
});

test('a broker that stops before it is registered is never taken for one that is', async () => {
  const setup = new Setup();
  setup.refusal = 'DUPLICATE_BROKER_REGISTRATION';
  const registered = setup.lifecycle.register();
  await settle();
  setup.lifecycle.stop();
  await expect(registered).rejects.toThrow('stopped before it was registered');
});
