import { describe, expect, test } from 'vitest';
import { UsageError } from '../../usage-error';
import { parseConfig } from './parse-config';

const environment = { PASSWORD: 's3cret', HOST: 'kafka.example', EMPTY: '' };

function parse(text: string) {
  const resolveFile = (name: string): string => {
    if (name === 'missing.pem') throw new Error('ENOENT');
    return `/etc/ottla/${name}`;
  };
  return parseConfig(text, { file: 'ottla.yaml', environment, resolveFile });
}

test('a cluster needs an id and an address', () => {
  expect(parse('clusters:\n  - id: dev\n    bootstrapServers: localhost:9092, [::1]:9093')).toEqual({
    clusters: [
      {
        id: 'dev',
        name: 'dev',
        colour: null,
        bootstrapServers: ['localhost:9092', '[::1]:9093'],
        tls: null,
        sasl: null,
        readOnly: false,
        schemaRegistry: null,
        schemas: [],
      },
    ],
  });
});

test('everything that a cluster can have', () => {
  const { clusters } = parse(`
clusters:
  - id: prod
    name: Production
    colour: red
    bootstrapServers:
      - \${env:HOST}:9093
      - kafka-2:9093
    readOnly: true
    tls:
      ca: { file: ca.pem }
      cert: { file: client.pem }
      key: "-----BEGIN PRIVATE KEY-----"
      serverName: kafka
    sasl:
      mechanism: SCRAM-SHA-512
      username: console
      password: \${env:PASSWORD}
    schemaRegistry:
      url: https://registry:8081
      username: console
      password: { file: registry-password }
    schemas:
      - topic: orders-*
        key: { file: key.avsc }
        value: { file: order.proto, message: acme.Order }
  - id: cloud
    bootstrapServers: cloud:9092
    tls: true
    sasl: { mechanism: oauthbearer, tokenEndpoint: "https://login.example/token", clientId: a, clientSecret: b, scope: kafka }
    schemaRegistry: http://registry:8081
`);
  expect(clusters).toMatchObject([
    {
      name: 'Production',
      colour: 'red',
      bootstrapServers: ['kafka.example:9093', 'kafka-2:9093'],
      readOnly: true,
      tls: {
        ca: { file: '/etc/ottla/ca.pem' },
        cert: { file: '/etc/ottla/client.pem' },
        key: { value: '-----BEGIN PRIVATE KEY-----' },
        serverName: 'kafka',
        verify: true,
      },
      sasl: { mechanism: 'scram-sha-512', username: 'console', password: { env: 'PASSWORD' } },
      schemaRegistry: { url: 'https://registry:8081', password: { file: '/etc/ottla/registry-password' } },
      schemas: [
        {
          topic: 'orders-*',
          key: { type: 'avro', path: '/etc/ottla/key.avsc', message: null },
          value: { type: 'protobuf', path: '/etc/ottla/order.proto', message: 'acme.Order' },
        },
      ],
    },
    {
      tls: { ca: null, verify: true },
      sasl: { mechanism: 'oauthbearer', clientSecret: { value: 'b' }, scope: 'kafka' },
      schemaRegistry: { url: 'http://registry:8081', username: null },
    },
  ]);
});

test('what several clusters share is written once', () => {
  const { clusters } = parse(`
clusters:
  - { id: a, bootstrapServers: "a:9092", tls: &tls { serverName: kafka } }
  - { id: b, bootstrapServers: "b:9092", tls: *tls }
`);
  expect(clusters.map(({ tls }) => tls?.serverName)).toEqual(['kafka', 'kafka']);
});

test.each(['', '# nothing yet', 'clusters:', 'clusters: []'])('a file without clusters has none: %j', (text) => {
  expect(parse(text)).toEqual({ clusters: [] });
});

const cluster = (more: string) => `clusters:\n  - id: dev\n    bootstrapServers: a:1\n    ${more}`;

describe('a fault names the file, the line and the key', () => {
  test.each([
    { text: 'clusters: [', says: /^ottla.yaml:1: / },
    { text: 'clusters: []\nclusters: []', says: /^ottla.yaml:2: Map keys must be unique/ },
    { text: 'cluster: []', says: 'ottla.yaml:1: cluster: is not known here; there are clusters' },
    { text: 'clusters: {}', says: 'ottla.yaml:1: clusters: is not a list' },
    { text: 'clusters:\n  - bootstrapServers: a:1', says: 'ottla.yaml:2: clusters[0].id: is missing' },
    { text: 'clusters:\n  - id: dev\n    name: x', says: 'ottla.yaml:2: clusters[0].bootstrapServers: is missing' },
    { text: 'clusters:\n  - id: a/b\n    bootstrapServers: a:1', says: /^ottla.yaml:2: clusters\[0\].id: "a\/b" is no id/ },
    { text: 'clusters:\n  - id: local\n    bootstrapServers: a:1', says: /clusters\[0\].id: "local" is the cluster/ },
    {
      text: 'clusters:\n  - { id: a, bootstrapServers: "a:1" }\n  - { id: a, bootstrapServers: "a:1" }',
      says: 'ottla.yaml:3: clusters[1]: there are two clusters with the id a',
    },
    { text: cluster('color: red'), says: /^ottla.yaml:4: clusters\[0\].color: is not known here; there are id, name, colour/ },
    { text: cluster('colour: mauve'), says: /^ottla.yaml:4: clusters\[0\].colour: "mauve" is not one of red, / },
    { text: cluster('readOnly: sometimes'), says: 'ottla.yaml:4: clusters[0].readOnly: is neither true nor false' },
    {
      text: 'clusters:\n  - id: a\n    bootstrapServers:\n      - a:1\n      - kafka',
      says: 'ottla.yaml:5: clusters[0].bootstrapServers[1]: "kafka" is not host:port',
    },
    { text: cluster('tls: { ca: ca.pem }'), says: /tls.ca: is not PEM text; a file is given as \{file: path\}/ },
    {
      text: cluster('tls: { ca: { file: missing.pem } }'),
      says: 'ottla.yaml:4: clusters[0].tls.ca.file: missing.pem cannot be read (ENOENT)',
    },
    { text: cluster('tls: { cert: { file: c.pem } }'), says: /tls.key: is missing; a client certificate needs its key/ },
    { text: cluster('sasl: { mechanism: kerberos }'), says: /sasl.mechanism: "kerberos" is not one of plain, / },
    { text: cluster('sasl: { mechanism: plain, username: a }'), says: /sasl.password: is missing/ },
    {
      text: cluster('sasl: { mechanism: plain, username: a, password: "${env:NO}" }'),
      says: /the environment variable NO is not set/,
    },
    { text: cluster('sasl: { mechanism: plain, username: a, password: "${env:EMPTY}" }'), says: /variable EMPTY is not set/ },
    { text: cluster('sasl: { mechanism: plain, username: a, password: "x${env:PASSWORD}" }'), says: /must be all of a secret/ },
    { text: cluster('sasl: { mechanism: plain, username: a, password: b, scope: c }'), says: /sasl.scope: is not for plain/ },
    { text: cluster('sasl: { mechanism: oauthbearer }'), says: /sasl.token: is missing; oauthbearer needs a token/ },
    { text: cluster('schemaRegistry: registry:8081'), says: /schemaRegistry: "registry:8081" is no http or https address/ },
    { text: cluster('schemaRegistry: http://a:b@registry'), says: /schemaRegistry: holds a password/ },
    { text: cluster('schemas: [{ topic: a }]'), says: 'ottla.yaml:4: clusters[0].schemas[0]: has neither key nor value' },
    { text: cluster('schemas: [{ value: { file: a.proto } }]'), says: /schemas\[0\].topic: is missing/ },
    {
      text: cluster('schemas: [{ topic: a, value: { file: a.json } }]'),
      says: /value.file: a.json is neither an .avsc nor a .proto file/,
    },
    {
      text: cluster('schemas: [{ topic: a, key: { file: a.avsc, message: A } }]'),
      says: /schemas\[0\].key.message: is not for Avro/,
    },
  ])('$says', ({ text, says }) => {
    expect(() => parse(text)).toThrow(UsageError);
    expect(() => parse(text)).toThrow(says);
  });

  test('and never a secret', () => {
    const secret = 'hunter2';
    const wrong = cluster(`sasl: { mechanism: plain, username: a, password: "${secret}\${env:NO}" }`);
    expect(() => parse(wrong)).not.toThrow(secret);
    expect(() => parse(wrong)).toThrow('must be all of a secret');
  });
});
