import { expect, test } from 'vitest';
import { encodeForwarded } from '../interbroker/forwarded-apis';
import { replicaLogInfoOf } from '../interbroker/replica-log-info';
import { envelopeApi } from '../protocol/messages/envelope';
import { fetchApi } from '../protocol/messages/fetch';
import { listOffsetsApi } from '../protocol/messages/list-offsets';
import { anonymous, encodePrincipal } from '../protocol/messages/principal';
import { unregisterBrokerApi } from '../protocol/messages/unregister-broker';
import { PeerNode, SimNetwork } from '../simulation/interbroker/peer-node';

/** What a broker that has authenticated sends to a node that leads the quorum and has not opened its logs. */
async function setUp() {
  const network = new SimNetwork();
  network.log.elect(1);
  const [first, second] = [await PeerNode.start(network, 1), await PeerNode.start(network, 2)];
  const options = { timeoutMs: 500 };
  const envelope = (requestData: Buffer, requestPrincipal: Buffer | null) =>
    second.peers.request(1, 'test', envelopeApi, { requestData, requestPrincipal, clientHostAddress: Buffer.alloc(0) }, options);
  return { network, first, second, options, envelope };
}

const unregister = encodeForwarded(unregisterBrokerApi, { brokerId: 9 }, 'broker-2');

test('an envelope is opened for a principal that can be read, and for none', async () => {
  const { envelope, network } = await setUp();
  for (const principal of [null, encodePrincipal(anonymous)]) {
    const { errorCode, responseData, metadataOffset } = await envelope(unregister, principal);
    expect([errorCode, responseData !== null, metadataOffset]).toEqual([0, true, network.log.endOffset - 1]);
  }
  expect(await envelope(unregister, Buffer.from([0, 9, 1]))).toMatchObject({ errorCode: 97, responseData: null });
});

test('an envelope at a node that does not lead, or with something else in it, is refused in words', async () => {
  const { envelope, network } = await setUp();
  const other = encodeForwarded(listOffsetsApi, { replicaId: -1, topics: [] }, 'broker-2');
  const refused = await envelope(other, null);
  expect(refused).toMatchObject({ errorCode: 42, errorMessage: 'Requests with key 2 are not passed on.' });
  network.log.elect(2);
  expect(await envelope(unregister, null)).toMatchObject({ errorCode: 41 });
});

test('bytes in an envelope that are no request cost the sender its connection', async () => {
  const { envelope, first } = await setUp();
  await expect(envelope(unregister.subarray(0, 9), null)).rejects.toMatchObject({ errorName: 'NETWORK_EXCEPTION' });
  expect(first.machine.logger.lines.at(-1)?.message).toContain('cannot be read');
});

test('a broker without open logs leads nothing and has no offsets; one that was frozen hangs up', async () => {
  const { second, first, options } = await setUp();
  const fetch = { maxWaitMs: 0, minBytes: 0, replicaState: { replicaId: 2, replicaEpoch: 1 }, topics: [] };
  expect(await second.peers.request(1, 'test', fetchApi, fetch, options)).toMatchObject({ errorCode: 6, responses: [] });
  const ask = { replicaId: 2, topics: [] };
  await expect(second.peers.request(1, 'test', listOffsetsApi, ask, options)).rejects.toMatchObject({
    errorName: 'NETWORK_EXCEPTION',
  });
  first.freeze(3000);
  await expect(second.peers.request(1, 'test', fetchApi, fetch, options)).rejects.toMatchObject({
    errorName: 'NETWORK_EXCEPTION',
  });
});

test('the controller asks every broker how far its logs reach, its own without a network', async () => {
  const { first } = await setUp();
  const topicId = 'TTTTTTTTTTTTTTTTTTTTTA';
  const known = [{ topicId, partition: 0, lastEpoch: 3, logEndOffset: 7 }];
  const ask = replicaLogInfoOf({ nodeId: 1, peers: first.peers, own: () => known });
  expect(await ask(1, [{ topicId, partition: 0 }])).toEqual(known);
  const asking = [
    { topicId, partition: 0 },
    { topicId, partition: 1 },
  ];
  await expect(ask(2, asking)).rejects.toMatchObject({ errorName: 'BROKER_NOT_AVAILABLE' });
  const early = replicaLogInfoOf({ nodeId: 1, peers: first.peers, own: () => undefined });
  await expect(early(1, asking)).rejects.toMatchObject({ errorName: 'BROKER_NOT_AVAILABLE' });
});
