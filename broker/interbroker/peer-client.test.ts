import { expect, test } from 'vitest';
import type { HostAndPort } from '../config/quorum-addresses';
import { apiVersionsApi } from '../protocol/messages/api-versions';
import { metadataApi } from '../protocol/messages/metadata';
import { saslHandshakeApi } from '../protocol/messages/sasl-handshake';
import { PeerNode, secretOfTests, SimNetwork } from '../simulation/interbroker/peer-node';
import { RecordingLogger, ScriptedBroker } from '../simulation/scripted-broker';
import { settle } from '../simulation/sim-clock';
import { SimRandom } from '../simulation/sim-random';
import { PeerClient } from './peer-client';
import { ScramPassword } from './scram/scram-password';

const whoAreYou = { clientSoftwareName: 'test', clientSoftwareVersion: '1' };
const timeoutMs = 500;

class Setup {
  readonly network = new SimNetwork();
  readonly clock = this.network.clock;
  readonly transport = this.network.transport;
  readonly logger = new RecordingLogger();
  readonly addresses = new Map<number, HostAndPort>([[2, { host: 'localhost', port: 19_092 }]]);
  readonly client: PeerClient;

  constructor(secret = secretOfTests) {
    this.client = new PeerClient({
      transport: this.transport,
      clock: this.clock,
      timers: this.clock,
      random: new SimRandom(1),
      logger: this.logger,
      nodeId: 1,
      secret: new ScramPassword(secret),
      addressOf: (nodeId) => this.addresses.get(nodeId),
    });
  }

  ask(lane = 'main'): Promise<unknown> {
    return this.client.request(2, lane, apiVersionsApi, whoAreYou, { timeoutMs });
  }

  get connections(): number {
    return this.transport.sockets.filter(({ isClosed }) => !isClosed).length / 2;
  }
}

test('a connection for each lane, made once and authenticated', async () => {
  const setup = new Setup();
  await PeerNode.start(setup.network, 2);
  expect(await setup.ask()).toMatchObject({ errorCode: 0 });
  await Promise.all([setup.ask(), setup.ask(), setup.ask('other'), setup.ask('other')]);
  expect(setup.connections).toBe(2);
  setup.client.close();
  await settle();
  expect(setup.connections).toBe(0);
  await expect(setup.ask()).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
});

test('a node where nobody listens is told from one that is unknown, slow or broken', async () => {
  const setup = new Setup();
  const refused = await setup.ask().catch((error: unknown) => error);
  expect(refused).toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
  expect(setup.client.isRefused(refused)).toBe(true);

  const unknown = await setup.client
    .request(9, 'main', apiVersionsApi, whoAreYou, { timeoutMs })
    .catch((error: unknown) => error);
  expect(unknown).toMatchObject({ errorName: 'NETWORK_EXCEPTION', message: 'Nobody has said where node 9 is.' });
  expect(setup.client.isRefused(unknown)).toBe(false);

  // A frozen process: the kernel takes the connection, and nobody answers.
  await setup.transport.listen({ hosts: ['localhost'], port: 19_092 }, () => undefined);
  const asking = setup.ask().catch((error: unknown) => error);
  await setup.clock.advance(timeoutMs);
  const frozen = await asking;
  expect(frozen).toMatchObject({ errorName: 'REQUEST_TIMED_OUT' });
  expect(setup.client.isRefused(frozen)).toBe(false);
});

test('a broken connection fails what waits on it, and the next request makes another', async () => {
  const setup = new Setup();
  const node = await PeerNode.start(setup.network, 2);
  await setup.ask();
  setup.transport.sockets[0]?.reset();
  await settle();
  expect(await setup.ask()).toMatchObject({ errorCode: 0 });
  await node.kill();
  await settle();
  const error = await setup.ask().catch((reason: unknown) => reason);
  expect(setup.client.isRefused(error)).toBe(true);
});

test('a node that has moved is found at its new address, and the old connection is closed', async () => {
  const setup = new Setup();
  await PeerNode.start(setup.network, 2);
  await setup.ask();
  await PeerNode.start(setup.network, 3);
  setup.addresses.set(2, { host: 'localhost', port: 19_093 });
  setup.client.onAddressesChanged();
  await settle();
  expect(setup.connections).toBe(0);
  expect(await setup.ask()).toMatchObject({ errorCode: 0 });
  expect(setup.transport.sockets.at(-1)?.local.port).toBe(19_093);
});

test('a peer with another secret is not talked to, and that is said once', async () => {
  const setup = new Setup('another-secret-as-long-as-the-first');
  await PeerNode.start(setup.network, 2);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await expect(setup.ask()).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
  }
  expect(setup.logger.lines).toMatchObject([
    {
      level: 'warn',
      message: 'Node 2 and this one do not know each other.',
      fields: { reason: '"broker-1" does not know the password.' },
    },
  ]);
  await settle();
  expect(setup.connections).toBe(0);
});

test('somebody who poses as a peer learns nothing and is not believed', async () => {
  const setup = new Setup();
  const impostor = new ScriptedBroker();
  impostor.on(saslHandshakeApi, () => ({ errorCode: 33, mechanisms: ['PLAIN'] }));
  impostor.on(metadataApi, () => 'silence');
  await impostor.start(setup.transport, 19_092);
  await expect(setup.ask()).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
  expect(impostor.requests).toEqual([{ api: 'SaslHandshake', version: 1, request: { mechanism: 'SCRAM-SHA-256' } }]);
});

test('an API that the peer does not have is a failure of the network to the caller', async () => {
  const setup = new Setup();
  await PeerNode.start(setup.network, 2);
  const asking = setup.client.request(2, 'main', metadataApi, { topics: [] }, { timeoutMs });
  await expect(asking).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
});
