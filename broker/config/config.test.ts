import { expect, test } from 'vitest';
import { defaultLogConfig } from '../log/log-config';
import { BrokerConfig } from './broker-config';
import { brokerConfigDefinitions } from './broker-config-definitions';
import { ConfigError } from './config-error';
import { describeBrokerConfigs, describeDefaultBrokerConfigs, describeTopicConfigs } from './describe-configs';
import { logConfigFor } from './log-config-for';
import { topicConfigDefinitions } from './topic-config-definitions';
import { validateTopicConfigs } from './topic-config-values';

const texts = (properties: Record<string, string>) => new Map(Object.entries(properties));
const plain = BrokerConfig.parse({});

test.each([
  ['node.id', 'x'],
  ['node.id', '-1'],
  ['node.id', '2147483648'],
  ['num.partitions', '0'],
  ['num.partitions', '1.5'],
  ['auto.create.topics.enable', 'yes'],
  ['compression.type', 'brotli'],
  ['compression.gzip.level', '0'],
  ['log.cleanup.policy', 'archive'],
  ['log.cleanup.policy', 'delete,delete'],
  ['log.segment.bytes', '1048575'],
  ['log.cleaner.min.cleanable.ratio', '1.1'],
  ['log.cleaner.min.cleanable.ratio', ''],
  ['log.retention.ms', 'NaN'],
  ['log.flush.interval.messages', '9223372036854775808'],
  ['listeners', 'localhost:9092'],
  ['listeners', 'PLAINTEXT://localhost:65536'],
  ['listeners', 'A://x:1,A://y:2'],
  ['listeners', ''],
  ['advertised.listeners', 'nonsense'],
  ['broker.heartbeat.interval.ms', '2000'],
  ['group.min.session.timeout.ms', '1800001'],
])('%s=%s is refused by name', (name, value) => {
  const parse = () => BrokerConfig.parse({ [name]: value });
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow(name);
});

const internal = { listeners: 'PLAINTEXT://localhost:9092,INTERNAL://localhost:19092', 'internal.secret.file': '/secret' };

test.each([
  ['no secret', { 'internal.secret.file': undefined }, 'internal.secret.file'],
  ['nothing for clients', { listeners: 'INTERNAL://localhost:19092' }, 'listeners'],
  ['two listeners for brokers', { 'controller.listener.names': 'INTERNAL,PLAINTEXT' }, 'controller.listener.names'],
  ['brokers on the listener of clients', { 'inter.broker.listener.name': 'PLAINTEXT' }, 'inter.broker.listener.name'],
  ['an open internal listener', { 'listener.security.protocol.map': 'INTERNAL:PLAINTEXT' }, 'listener.security.protocol.map'],
  ['TLS for clients', { listeners: 'SSL://localhost:9092,INTERNAL://localhost:19092' }, 'listener.security.protocol.map'],
  ['voters but no internal listener', { listeners: 'A://x:1', 'controller.quorum.voters': '1@a:1,2@b:1' }, 'listeners'],
  ['a voter twice', { 'controller.quorum.voters': '1@a:1,1@b:1' }, 'controller.quorum.voters'],
  ['a voter without an id', { 'controller.quorum.voters': 'a:1' }, 'controller.quorum.voters'],
  ['a voter at no port', { 'controller.quorum.voters': '1@a:70000' }, 'controller.quorum.voters'],
  ['a bootstrap server without a port', { 'controller.quorum.bootstrap.servers': 'a' }, 'controller.quorum.bootstrap.servers'],
  ['the controller role alone', { 'process.roles': 'controller' }, 'process.roles'],
])('a cluster with %s is refused by name', (_what, properties, name) => {
  const given = Object.entries({ ...internal, ...properties }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const parse = () => BrokerConfig.parse(Object.fromEntries(given));
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow(name);
});

test('a broker knows its internal listener and where the quorum is', () => {
  expect(plain.internalListener).toBeUndefined();
  const config = BrokerConfig.parse({
    ...internal,
    'inter.broker.listener.name': 'INTERNAL',
    'listener.security.protocol.map': 'INTERNAL:SASL_PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'controller.quorum.voters': '1@localhost:19092, 2@[::1]:19093, 3@localhost:0',
    'controller.quorum.bootstrap.servers': 'host:1',
  });
  expect(config.internalListener).toEqual({ name: 'INTERNAL', host: 'localhost', port: 19092 });
  expect(config.quorumVoters).toEqual(
    new Map([
      [1, { host: 'localhost', port: 19092 }],
      [2, { host: '::1', port: 19093 }],
    ]),
  );
  expect(config.quorumBootstrapServers).toEqual([{ host: 'host', port: 1 }]);
});

test('values are read as Kafka reads them', () => {
  const { values, listeners, advertisedListeners, unknown } = BrokerConfig.parse({
    'node.id': ' 7 ',
    'auto.create.topics.enable': 'FALSE',
    'log.flush.interval.messages': '9223372036854775807',
    'log.cleanup.policy': ' compact , delete ',
    listeners: 'PLAINTEXT://[::1]:9092,other://:0',
    'advertised.listeners': 'PLAINTEXT://kafka.example:19092',
    'no.such.property': '1',
  });
  expect(values['node.id']).toBe(7);
  expect(values['auto.create.topics.enable']).toBe(false);
  expect(values['log.flush.interval.messages']).toBe(Number.MAX_SAFE_INTEGER);
  expect(values['log.cleanup.policy']).toEqual(['compact', 'delete']);
  expect(listeners).toEqual([
    { name: 'PLAINTEXT', host: '::1', port: 9092 },
    { name: 'OTHER', host: '', port: 0 },
  ]);
  expect(advertisedListeners).toEqual([{ name: 'PLAINTEXT', host: 'kafka.example', port: 19092 }]);
  expect(unknown).toEqual(['no.such.property']);
});

test('a log without overrides has the default configuration', () => {
  expect(logConfigFor(plain, new Map())).toEqual(defaultLogConfig);
});

test("a topic's own properties come before the broker's, and of the broker's the finest unit first", () => {
  const hours = BrokerConfig.parse({ 'log.retention.hours': '2', 'log.segment.bytes': '2097152' });
  expect(logConfigFor(hours, new Map())).toMatchObject({ retentionMs: 7_200_000, segmentBytes: 2_097_152 });
  const minutes = BrokerConfig.parse({ 'log.retention.hours': '2', 'log.retention.minutes': '5' });
  expect(logConfigFor(minutes, new Map()).retentionMs).toBe(300_000);
  const milliseconds = BrokerConfig.parse({ 'log.retention.minutes': '5', 'log.retention.ms': '-1' });
  expect(logConfigFor(milliseconds, new Map()).retentionMs).toBe(-1);
  expect(logConfigFor(BrokerConfig.parse({ 'log.retention.hours': '-1' }), new Map()).retentionMs).toBe(-1);
  expect(logConfigFor(milliseconds, texts({ 'retention.ms': '3', 'cleanup.policy': 'compact' }))).toMatchObject({
    retentionMs: 3,
    cleanupPolicy: new Set(['compact']),
  });
  expect(logConfigFor(plain, texts({ 'internal.segment.bytes': '100' })).segmentBytes).toBe(100);
});

test('what the metadata log sets comes before what the broker was started with', () => {
  const config = BrokerConfig.parse({ 'log.retention.ms': '1' }).withDynamic(
    texts({ 'log.retention.ms': '2', 'message.max.bytes': '9' }),
    texts({ 'log.retention.ms': '3' }),
  );
  expect(logConfigFor(config, new Map())).toMatchObject({ retentionMs: 3, maxMessageBytes: 9 });
});

test.each([
  ['an unknown name', { 'retention.days': '1' }],
  ['a small segment', { 'segment.bytes': '1048575' }],
  ['lags that contradict each other', { 'min.compaction.lag.ms': '2', 'max.compaction.lag.ms': '1' }],
  ['tiered storage', { 'remote.storage.enable': 'true' }],
  ['a throttle that is no pair', { 'leader.replication.throttled.replicas': '1' }],
  ['a text beyond all bounds', { 'leader.replication.throttled.replicas': '*,'.repeat(20_000) }],
])('a topic with %s is refused', (_what, overrides) => {
  expect(() => {
    validateTopicConfigs(plain, texts(overrides));
  }).toThrow(ConfigError);
});

test.each([
  { 'cleanup.policy': 'compact,delete' },
  { 'cleanup.policy': '' },
  { 'leader.replication.throttled.replicas': '*' },
  { 'follower.replication.throttled.replicas': '0:1,1:2' },
])('a topic with %o is accepted', (overrides) => {
  expect(() => {
    validateTopicConfigs(plain, texts(overrides));
  }).not.toThrow();
});

test("a topic's properties are described with source, type, synonyms and a sentence", () => {
  const config = BrokerConfig.parse({ 'log.retention.minutes': '5' }).withDynamic(texts({ 'log.retention.ms': '2' }), new Map());
  const entries = describeTopicConfigs(config, texts({ 'retention.ms': '1', 'segment.ms': '9223372036854775807' }), null);
  expect(entries).toHaveLength(Object.keys(topicConfigDefinitions).length - 1);
  const entry = (name: string) => entries.find((candidate) => candidate.name === name);
  expect(entry('retention.ms')).toEqual({
    name: 'retention.ms',
    value: '1',
    readOnly: false,
    configSource: 1,
    isSensitive: false,
    synonyms: [
      { name: 'retention.ms', value: '1', source: 1 },
      { name: 'log.retention.ms', value: '2', source: 3 },
      { name: 'log.retention.minutes', value: '5', source: 4 },
      { name: 'log.retention.hours', value: '168', source: 5 },
    ],
    configType: 5,
    documentation: topicConfigDefinitions['retention.ms'].documentation,
  });
  expect(entry('segment.ms')).toMatchObject({ value: '9223372036854775807', configSource: 1 });
  expect(entry('cleanup.policy')).toMatchObject({ value: 'delete', configSource: 5, configType: 7 });
  expect(entry('flush.ms')).toMatchObject({ value: '9223372036854775807', configSource: 5 });
  expect(entry('internal.segment.bytes')).toBeUndefined();
  expect(
    describeTopicConfigs(config, new Map(), ['retention.ms', 'x']).map(({ name, configSource }) => [name, configSource]),
  ).toEqual([['retention.ms', 3]]);
});

test("a broker's properties are described, the fixed ones as read-only", () => {
  const config = BrokerConfig.parse({ 'node.id': '3' }).withDynamic(
    texts({ 'log.retention.ms': '2' }),
    texts({ 'log.retention.ms': '4' }),
  );
  const entries = describeBrokerConfigs(config, null);
  expect(entries).toHaveLength(Object.keys(brokerConfigDefinitions).length);
  const entry = (name: string) => entries.find((candidate) => candidate.name === name);
  expect(entry('node.id')).toMatchObject({ value: '3', readOnly: true, configSource: 4 });
  expect(entry('log.retention.ms')).toMatchObject({ value: '4', readOnly: false, configSource: 2 });
  expect(entry('log.roll.ms')).toMatchObject({ value: null, configSource: 5, synonyms: [] });
  expect(describeDefaultBrokerConfigs(config, texts({ 'log.retention.ms': '2' }))).toMatchObject([
    { name: 'log.retention.ms', value: '2', configSource: 3, synonyms: [{ value: '2', source: 3 }] },
  ]);
});

test('every property says what it is in one sentence, and its default is legal', () => {
  for (const [name, { documentation, defaultValue }] of Object.entries({
    ...brokerConfigDefinitions,
    ...topicConfigDefinitions,
  })) {
    expect(documentation, name).toMatch(/^[A-Z].*\.$/);
    expect(defaultValue, name).toBeDefined();
  }
});
