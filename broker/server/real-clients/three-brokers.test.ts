import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiVersionsApi } from '../../protocol/messages/api-versions';
import { describeQuorumApi } from '../../protocol/messages/describe-quorum';
import { voteApi } from '../../protocol/messages/vote';
import { RawConnection } from './raw-connection';
import { TestCluster } from './start-test-cluster';

/** Three brokers that know each other over loopback sockets, and clients that know none of it. */
let cluster: TestCluster;

beforeAll(async () => {
  cluster = await TestCluster.start(3, { 'default.replication.factor': '3', 'offsets.topic.num.partitions': '1' });
});
afterAll(async () => {
  await cluster.stop();
});

/** A client of one broker alone. */
function kafkaAt(port: number): Kafka {
  const retry = { initialRetryTime: 50, multiplier: 1, retries: 40 };
  return new Kafka({ brokers: [`localhost:${port}`], logLevel: logLevel.NOTHING, retry });
}

async function quorumLeaderAt(port: number): Promise<number | undefined> {
  const connection = await RawConnection.open(port);
  const topics = [{ topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] }];
  const answer = await connection.request(describeQuorumApi, 2, { topics });
  connection.destroy();
  return answer.topics[0]?.partitions[0]?.leaderId;
}

test('any broker takes an admin request to the controller, and shows what was decided when it answers', async () => {
  for (const { id, broker } of cluster.nodes) {
    const admin = kafkaAt(broker?.port ?? 0).admin();
    await admin.connect();
    const topic = `made-at-${id}`;
    expect(await admin.createTopics({ topics: [{ topic, numPartitions: 3 }], waitForLeaders: false })).toBe(true);
    const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
    expect(topics[0]?.partitions.map(({ replicas }) => replicas.length)).toEqual([3, 3, 3]);
    await admin.disconnect();
  }
});

test('every broker tells who leads the quorum, and all the same', async () => {
  const leaders = await Promise.all(cluster.nodes.map(({ broker }) => quorumLeaderAt(broker?.port ?? 0)));
  expect(new Set(leaders).size).toBe(1);
  expect(cluster.nodes.map(({ id }) => id)).toContain(leaders[0]);
});

test('strangers reach nothing of it: not on the listener of clients, and on that of brokers not without the secret', async () => {
  const vote = voteApi.request.encode(2, { clusterId: null, voterId: 1, topics: [] });
  const [node] = cluster.nodes;
  for (const port of [node?.broker?.port ?? 0, node?.internalPort ?? 0]) {
    const connection = await RawConnection.open(port);
    connection.sendFrame(voteApi.key, 2, 1, Buffer.concat([Buffer.from([0xff, 0xff, 0x00]), vote]));
    expect(await connection.nextFrame()).toBeUndefined();
  }
  const curious = await RawConnection.open(node?.internalPort ?? 0);
  const answer = await curious.request(apiVersionsApi, 3, { clientSoftwareName: 'a', clientSoftwareVersion: '1' });
  expect(answer.errorCode).toBe(0);
  curious.destroy();
});

test('a broker that stops hands over what it leads, and takes its place again', async () => {
  const leader = await quorumLeaderAt(cluster.nodes[0]?.broker?.port ?? 0);
  const stopped = cluster.nodes.find(({ id }) => id === leader);
  const other = cluster.nodes.find(({ id }) => id !== leader);
  if (stopped === undefined || other === undefined) throw new Error('nobody leads');
  await cluster.stopNode(stopped);

  const kafka = kafkaAt(other.broker?.port ?? 0);
  const producer = kafka.producer();
  await producer.connect();
  const messages = [0, 1, 2].map((partition) => ({ value: 'after', partition }));
  const sent = await producer.send({ topic: 'made-at-1', acks: -1, messages });
  expect(sent.map(({ errorCode }) => errorCode)).toEqual([0, 0, 0]);
  await producer.disconnect();

  await cluster.startNode(stopped);
  const admin = kafkaAt(stopped.broker?.port ?? 0).admin();
  await admin.connect();
  const { brokers } = await admin.describeCluster();
  expect(brokers.map(({ nodeId }) => nodeId).sort()).toEqual([1, 2, 3]);
  await admin.disconnect();
});
