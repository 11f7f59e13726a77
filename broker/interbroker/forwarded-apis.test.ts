import { expect, test } from 'vitest';
import { requestHeader } from '../protocol/headers';
import { createTopicsApi } from '../protocol/messages/create-topics';
import { heartbeatApi } from '../protocol/messages/heartbeat';
import { CodecError } from '../protocol/primitives/codec-error';
import { startController, topicsRequest } from '../simulation/metadata/controller-fixture';
import { decodeForwarded, encodeForwarded, serveForwarded } from './forwarded-apis';

const notAsked = () => Promise.reject(new Error('not asked'));
const quorum = { describeQuorum: notAsked, addRaftVoter: notAsked, removeRaftVoter: notAsked };

async function node() {
  const { controller } = await startController();
  return { controller, quorum };
}

test('a request and its answer travel whole', async () => {
  const frame = encodeForwarded(createTopicsApi, topicsRequest([{ name: 'a', numPartitions: 3 }]), 'broker-2');
  const answer = decodeForwarded(createTopicsApi, await serveForwarded(await node(), frame));
  expect(answer.topics).toMatchObject([{ name: 'a', errorCode: 0, numPartitions: 3 }]);
});

test('requests that are not for the controller, and versions it does not have, are refused in words', async () => {
  const own = await node();
  const heartbeat = encodeForwarded(heartbeatApi, { groupId: 'g', generationId: 1, memberId: 'm' }, 'broker-2');
  await expect(serveForwarded(own, heartbeat)).rejects.toMatchObject({ errorName: 'INVALID_REQUEST' });
  const header = { requestApiKey: createTopicsApi.key, requestApiVersion: 99, correlationId: 0, clientId: null };
  await expect(serveForwarded(own, requestHeader.encode(2, header))).rejects.toMatchObject({ errorName: 'UNSUPPORTED_VERSION' });
});

test('bytes that are cut short anywhere are no request', async () => {
  const own = await node();
  const frame = encodeForwarded(createTopicsApi, topicsRequest([{ name: 'a' }], true), 'broker-2');
  for (let length = 0; length < frame.length; length += 1) {
    await expect(serveForwarded(own, frame.subarray(0, length))).rejects.toBeInstanceOf(CodecError);
  }
});
