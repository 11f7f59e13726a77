import { afterEach, expect, test } from 'vitest';
import { metadataApi } from '@/broker/protocol/messages/metadata';
import { randomListenerPort } from '@/broker/platform/node/listener-port';
import { SimRandom } from '@/broker/simulation/sim-random';
import { ScramPassword } from '@/broker/interbroker/scram/scram-password';
import { ScramServer } from '@/broker/interbroker/scram/scram-server';
import { startTestBroker, type TestBroker } from '@/broker/server/real-clients/start-test-broker';
import type { ClusterConfig } from '../console-config';
import { describeCluster } from '../services/clusters/describe-cluster';
import { createTopic } from '../services/topics/create-topic';
import { certificatePath, SecurityGateway, type GatewayOptions, type SaslServer } from './security-gateway';
import { startTestConsole, type TestConsole } from './test-console';

let broker: TestBroker | undefined;
let gateway: SecurityGateway | undefined;
let console: TestConsole | undefined;

afterEach(async () => {
  console?.close();
  await broker?.stop();
  await gateway?.close();
});

const ca = { file: certificatePath('ca') };
const trusting = { ca, cert: null, key: null, keyPassphrase: null, serverName: null, verify: true };

/** A broker that is reached through the gateway alone, and the console's services on it. */
async function start(options: Partial<GatewayOptions>, cluster: Partial<ClusterConfig>): Promise<TestConsole> {
  gateway = await SecurityGateway.start({ brokerPort: undefined, tls: true, sasl: {}, ...options });
  const port = randomListenerPort();
  const listeners = `PLAINTEXT://localhost:${port}`;
  broker = await startTestBroker({ properties: { listeners, 'advertised.listeners': `PLAINTEXT://localhost:${gateway.port}` } });
  gateway.options.brokerPort = port;
  console = startTestConsole(`localhost:${gateway.port}`, null, cluster);
  return console;
}

/** What a page does: a write, then a look. */
async function use({ ctx }: TestConsole): Promise<string[]> {
  const request = { name: 'orders', partitions: 1, replicationFactor: 1 };
  await createTopic({ ctx, input: { cluster: 'local', request } });
  return topicNames({ ctx });
}

async function topicNames({ ctx }: Pick<TestConsole, 'ctx'>): Promise<string[]> {
  const { brokers, topics } = await ctx.runtime.cluster('local').client.metadata(0);
  expect(brokers.get(1)?.port).toBe(gateway?.port);
  return [...topics.keys()];
}

async function problemOf({ ctx }: TestConsole): Promise<unknown> {
  const { reachable, problem } = await describeCluster({ ctx, input: { cluster: 'local' } });
  return { reachable, code: problem?.code, reason: problem?.details['reason'] };
}

function plainServer(password: string): () => SaslServer {
  return () => (message) =>
    message.toString('utf8') === `\0ottla\0${password}` ? { bytes: Buffer.alloc(0), done: true } : 'refused';
}

function scramServer(password: string): () => SaslServer {
  const keys = new ScramPassword(password).keys(Buffer.from('salt of this test'), 4096);
  return () => {
    const server = new ScramServer({ keysOf: (name) => (name === 'ottla' ? keys : undefined), random: new SimRandom(7) });
    return (message) => {
      try {
        if (!server.hasChallenged) return { bytes: server.first(message), done: false };
        return { bytes: server.final(message).message, done: true };
      } catch {
        return 'refused';
      }
    };
  };
}

/** As Kafka's: a refusal is a message, and fails when it has been acknowledged. */
function bearerServer(token: string): () => SaslServer {
  return () => (message) => {
    if (message.length === 1) return 'refused';
    const isKnown = message.toString('utf8') === `n,,\u0001auth=Bearer ${token}\u0001\u0001`;
    return isKnown ? { bytes: Buffer.alloc(0), done: true } : { bytes: Buffer.from('{"status":"invalid_token"}'), done: false };
  };
}

const sasl = { PLAIN: plainServer('s3cret'), 'SCRAM-SHA-256': scramServer('s3cret'), OAUTHBEARER: bearerServer('a.b.c') };
const as = (mechanism: 'plain' | 'scram-sha-256', password: string) => ({
  mechanism,
  username: 'ottla',
  password: { value: password },
});

test('TLS with an authority of the cluster’s own, over an address and over a name that certificates are for', async () => {
  expect(await use(await start({}, { tls: { ...trusting, serverName: 'kafka.test' } }))).toEqual(['orders']);
});

test('a client certificate is shown where it is wanted, and missed where there is none', async () => {
  const cert = { file: certificatePath('client') };
  const key = { file: certificatePath('client-key') };
  const shown = await start({ clientCertificate: true }, { tls: { ...trusting, cert, key } });
  expect(await use(shown)).toEqual(['orders']);
  const without = startTestConsole(`localhost:${gateway?.port}`, null, { tls: trusting });
  expect(await problemOf(without)).toMatchObject({ reachable: false, code: 'TLS_FAILED' });
  without.close();
});

test('SASL_SSL with each mechanism; the cluster is used and not only entered', async () => {
  const plain = await start({ sasl }, { tls: trusting, sasl: as('plain', 's3cret') });
  expect(await use(plain)).toEqual(['orders']);
  for (const other of [as('scram-sha-256', 's3cret'), { mechanism: 'oauthbearer' as const, token: { value: 'a.b.c' } }]) {
    const console = startTestConsole(`localhost:${gateway?.port}`, null, { tls: trusting, sasl: other });
    expect(await topicNames(console)).toEqual(['orders']);
    console.close();
  }
});

test('what keeps the console out is told apart', async () => {
  await start({ sasl: { PLAIN: sasl.PLAIN, OAUTHBEARER: sasl.OAUTHBEARER } }, {});
  const address = `localhost:${gateway?.port}`;
  const tries: [Partial<ClusterConfig>, object][] = [
    [
      { tls: trusting, sasl: as('plain', 'wrong') },
      { code: 'AUTHENTICATION_FAILED', reason: 'credentials' },
    ],
    [
      { tls: trusting, sasl: as('scram-sha-256', 's3cret') },
      { code: 'AUTHENTICATION_FAILED', reason: 'mechanism' },
    ],
    [
      { tls: trusting, sasl: { mechanism: 'oauthbearer', token: { value: 'x' } } },
      { code: 'AUTHENTICATION_FAILED', reason: 'credentials' },
    ],
    [{ tls: { ...trusting, ca: null } }, { code: 'TLS_FAILED', reason: 'SELF_SIGNED_CERT_IN_CHAIN' }],
    [{ tls: { ...trusting, serverName: 'elsewhere.test' } }, { code: 'TLS_FAILED', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    [{ tls: { ...trusting, ca: { file: '/nowhere/ca.pem' } } }, { code: 'CREDENTIALS_UNREADABLE' }],
    [{ tls: { ...trusting, ca: { value: 'not PEM' } } }, { code: 'CREDENTIALS_UNREADABLE' }],
    [{ tls: { ...trusting, ca: { env: 'OTTLA_TEST_NOT_SET' } } }, { code: 'CREDENTIALS_UNREADABLE' }],
  ];
  for (const [cluster, expected] of tries) {
    const console = startTestConsole(address, null, cluster);
    expect(await problemOf(console)).toMatchObject({ reachable: false, ...expected });
    console.close();
  }
});

test('wrong credentials are not tried again at every look', async () => {
  let asked = 0;
  const counting = (): SaslServer => () => {
    asked += 1;
    return 'refused';
  };
  const console = await start({ sasl: { PLAIN: counting } }, { tls: trusting, sasl: as('plain', 'wrong') });
  for (let look = 0; look < 5; look += 1) await problemOf(console);
  expect(asked).toBe(1);
});

test('a session that ends is renewed on the connection', async () => {
  // kafkajs renews ten seconds ahead, so with a shorter session before every request.
  const { ctx } = await start({ sasl, sessionLifetimeMs: 5_000 }, { tls: trusting, sasl: as('plain', 's3cret') });
  const { client } = ctx.runtime.cluster('local');
  const ask = () => client.send(1, metadataApi, { topics: null, allowAutoTopicCreation: false });
  await ask();
  const before = gateway?.exchanges ?? 0;
  await ask();
  expect(gateway?.exchanges).toBe(before + 1);
});
