import { expect, test } from 'vitest';
import { peerName } from '../interbroker/peer-name';
import { ScramClient } from '../interbroker/scram/scram-client';
import { ScramPassword } from '../interbroker/scram/scram-password';
import type { Socket } from '../platform/transport';
import { requestHeader } from '../protocol/headers';
import { apiVersionsApi } from '../protocol/messages/api-versions';
import { fetchApi } from '../protocol/messages/fetch';
import { addRaftVoterApi } from '../protocol/messages/add-raft-voter';
import { listOffsetsApi } from '../protocol/messages/list-offsets';
import { removeRaftVoterApi } from '../protocol/messages/remove-raft-voter';
import { metadataApi } from '../protocol/messages/metadata';
import { saslAuthenticateApi } from '../protocol/messages/sasl-authenticate';
import { saslHandshakeApi } from '../protocol/messages/sasl-handshake';
import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';
import { PeerNode, secretOfTests, SimNetwork } from '../simulation/interbroker/peer-node';
import { settle } from '../simulation/sim-clock';
import { SimRandom } from '../simulation/sim-random';
import { internalApis } from './internal-api-table';
import { clientApis } from './api-table';

/** Whoever connects to the listener of the brokers, byte by byte. */
class Stranger {
  readonly socket: Socket;
  isClosed = false;
  #received = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.socket = socket;
    socket.setEvents({
      onData: (chunk) => {
        this.#received = Buffer.concat([this.#received, chunk]);
      },
      onDrain: () => undefined,
      onEnd: () => {
        this.isClosed = true;
      },
      onClose: () => {
        this.isClosed = true;
      },
    });
  }

  /** The answer; undefined when there is none. */
  async ask<Q extends Fields, R extends Fields>(
    api: Api<Q, R>,
    version: number,
    request: StructInput<Q>,
  ): Promise<StructValue<R> | undefined> {
    const flexible = api.request.isFlexible(version);
    const header = requestHeader.encode(flexible ? 2 : 1, {
      requestApiKey: api.key,
      requestApiVersion: version,
      correlationId: 7,
      clientId: null,
    });
    this.send(Buffer.concat([header, api.request.encode(version, request)]));
    await settle();
    if (this.#received.length === 0) return undefined;
    const frame = this.#received.subarray(4);
    this.#received = Buffer.alloc(0);
    const headerBytes = api.key !== apiVersionsApi.key && api.response.isFlexible(version) ? 5 : 4;
    return api.response.decode(frame.subarray(headerBytes), version);
  }

  send(frame: Buffer): void {
    const prefix = Buffer.alloc(4);
    prefix.writeInt32BE(frame.length);
    this.socket.write(Buffer.concat([prefix, frame]));
  }

  async authenticate(password: string, name = peerName(2)): Promise<number | undefined> {
    await this.ask(saslHandshakeApi, 1, { mechanism: 'SCRAM-SHA-256' });
    const scram = new ScramClient({ username: name, password: new ScramPassword(password), random: new SimRandom(9) });
    const challenge = await this.ask(saslAuthenticateApi, 2, { authBytes: scram.first() });
    if (challenge?.errorCode !== 0) return challenge?.errorCode;
    const outcome = await this.ask(saslAuthenticateApi, 2, { authBytes: scram.final(challenge.authBytes) });
    return outcome?.errorCode;
  }
}

async function setUp() {
  const network = new SimNetwork();
  const { machine } = await PeerNode.start(network, 1);
  const connect = async (): Promise<Stranger> => {
    return new Stranger(await network.transport.connect({ host: '127.0.0.1', port: 19_091 }));
  };
  return { machine, connect };
}

const noTopics = { topics: [] };

test('clients reach nothing of the brokers, and brokers nothing of the clients but what they share', () => {
  const shared = [...internalApis.keys()].filter((key) => clientApis.has(key));
  expect(shared).toEqual([apiVersionsApi.key, fetchApi.key, listOffsetsApi.key, addRaftVoterApi.key, removeRaftVoterApi.key]);
  for (const key of [17, 36, 52, 53, 54, 56, 58, 59, 62, 63, 67, 82]) expect(clientApis.has(key)).toBe(false);
});

test('ApiVersions is answered to anybody, and tells what the listener has', async () => {
  const { connect } = await setUp();
  const stranger = await connect();
  const answer = await stranger.ask(apiVersionsApi, 4, { clientSoftwareName: 'a', clientSoftwareVersion: '1' });
  expect(answer?.apiKeys.map(({ apiKey }) => apiKey)).toEqual([...internalApis.keys()]);
});

test.each([...internalApis.values()].filter(({ key }) => ![17, 18, 36].includes(key)).map(({ key, name }) => ({ key, name })))(
  '$name is not for strangers',
  async ({ key }) => {
    const { connect, machine } = await setUp();
    const stranger = await connect();
    const frame = Buffer.alloc(200);
    frame.writeInt16BE(key);
    frame.writeInt16BE(internalApis.get(key)?.maxVersion ?? 0, 2);
    stranger.send(frame);
    await settle();
    expect(stranger.isClosed).toBe(true);
    expect(machine.logger.lines.at(-1)?.message).toContain('A stranger asked');
  },
);

test('an API of clients is not served, authenticated or not', async () => {
  const { connect } = await setUp();
  const stranger = await connect();
  expect(await stranger.ask(metadataApi, 12, noTopics)).toBeUndefined();
  expect(stranger.isClosed).toBe(true);
  const peer = await connect();
  expect(await peer.authenticate(secretOfTests)).toBe(0);
  expect(await peer.ask(metadataApi, 12, noTopics)).toBeUndefined();
  expect(peer.isClosed).toBe(true);
});

test('a broker that knows the secret is let in, under its id', async () => {
  const { connect, machine } = await setUp();
  const peer = await connect();
  expect(await peer.authenticate(secretOfTests, 'broker-7')).toBe(0);
  expect(peer.isClosed).toBe(false);
  expect(machine.logger.lines).toEqual([]);
  expect(await peer.ask(saslHandshakeApi, 1, { mechanism: 'SCRAM-SHA-256' })).toBeUndefined();
  expect(peer.isClosed).toBe(true);
});

test.each([
  ['a wrong secret', 'another-secret-of-many-characters', 'broker-2'],
  ['a name that is no broker', secretOfTests, 'admin'],
  ['an id that is none', secretOfTests, 'broker-02'],
])('%s fails, once', async (_what, secret, name) => {
  const { connect, machine } = await setUp();
  const stranger = await connect();
  expect(await stranger.authenticate(secret, name)).toBe(58);
  expect(machine.logger.lines).toHaveLength(1);
  expect(JSON.stringify(machine.logger.lines)).not.toContain(secret);
  expect(await stranger.ask(saslAuthenticateApi, 2, { authBytes: Buffer.from('again') })).toBeUndefined();
  expect(stranger.isClosed).toBe(true);
});

test('what a broker once said to authenticate does not authenticate again', async () => {
  const { connect } = await setUp();
  const peer = await connect();
  await peer.ask(saslHandshakeApi, 1, { mechanism: 'SCRAM-SHA-256' });
  const scram = new ScramClient({ username: 'broker-2', password: new ScramPassword(secretOfTests), random: new SimRandom(9) });
  const challenge = await peer.ask(saslAuthenticateApi, 2, { authBytes: scram.first() });
  const final = scram.final(challenge?.authBytes ?? Buffer.alloc(0));
  expect((await peer.ask(saslAuthenticateApi, 2, { authBytes: final }))?.errorCode).toBe(0);

  const replayer = await connect();
  await replayer.ask(saslHandshakeApi, 1, { mechanism: 'SCRAM-SHA-256' });
  expect((await replayer.ask(saslAuthenticateApi, 2, { authBytes: scram.first() }))?.errorCode).toBe(0);
  expect((await replayer.ask(saslAuthenticateApi, 2, { authBytes: final }))?.errorCode).toBe(58);
});

test('another mechanism, and an exchange that nobody agreed on, lead nowhere', async () => {
  const { connect } = await setUp();
  const plain = await connect();
  expect(await plain.ask(saslHandshakeApi, 1, { mechanism: 'PLAIN' })).toEqual({ errorCode: 33, mechanisms: ['SCRAM-SHA-256'] });
  expect(await plain.ask(saslHandshakeApi, 1, { mechanism: 'SCRAM-SHA-256' })).toBeUndefined();
  expect(plain.isClosed).toBe(true);
  const eager = await connect();
  expect(await eager.ask(saslAuthenticateApi, 2, { authBytes: Buffer.from('n,,n=broker-2,r=abc') })).toBeUndefined();
  expect(eager.isClosed).toBe(true);
});

test.each([
  ['a frame larger than a stranger may send', Buffer.from('00010000', 'hex'), /above the limit of 16384/],
  ['a TLS handshake', Buffer.from('160301020001000200', 'hex'), /a TLS handshake/],
  ['a frame of no length', Buffer.alloc(4), /a frame of 0 bytes/],
])('%s closes the connection', async (_what, bytes, line) => {
  const { connect, machine } = await setUp();
  const stranger = await connect();
  stranger.socket.write(bytes);
  await settle();
  expect(stranger.isClosed).toBe(true);
  expect(machine.logger.lines.at(-1)?.message).toMatch(line);
});

test('bytes bent at any place of the exchange close that connection, fail it, or do no harm', async () => {
  const { connect } = await setUp();
  const honest = { mechanism: 'SCRAM-SHA-256' };
  const body = Buffer.concat([
    requestHeader.encode(2, { requestApiKey: 36, requestApiVersion: 2, correlationId: 1, clientId: null }),
    saslAuthenticateApi.request.encode(2, { authBytes: Buffer.from('n,,n=broker-2,r=abcdefgh') }),
  ]);
  for (let at = 4; at < body.length; at += 1) {
    const bent = Buffer.from(body);
    bent.writeUInt8(0xff, at);
    const stranger = await connect();
    await stranger.ask(saslHandshakeApi, 1, honest);
    stranger.send(bent);
    await settle();
    stranger.socket.destroy();
  }
  const peer = await connect();
  expect(await peer.authenticate(secretOfTests)).toBe(0);
});

test('a stranger that says nothing is hung up on', async () => {
  const { connect, machine } = await setUp();
  const stranger = await connect();
  await machine.clock.advance(10_000);
  expect(stranger.isClosed).toBe(true);
});
