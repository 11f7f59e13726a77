import { describe, expect, test } from 'vitest';
import { UsageError } from '../usage-error';
import { parseUpOptions } from './up-options';

const parse = (args: string[], environment: Record<string, string> = {}) => parseUpOptions(args, environment, '/home/me');

test('the defaults need no flag and no variable', () => {
  expect(parse([])).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    brokers: undefined,
    kafkaPort: 9092,
    internalPort: undefined,
    dataDirectory: '/home/me/.ottla',
    demo: false,
  });
});

test('a flag beats a variable, a variable beats the default', () => {
  const environment = { PORT: '4000', OTTLA_KAFKA_PORT: '0', OTTLA_DATA_DIR: '/data', OTTLA_DEMO: '1' };
  expect(parse([], environment)).toMatchObject({ port: 4000, kafkaPort: 0, dataDirectory: '/data', demo: true });
  expect(parse(['--port', '5000'], environment)).toMatchObject({ port: 5000 });
  expect(parse([], { OTTLA_LOCAL_BROKERS: '5', OTTLA_INTERNAL_PORT: '0' })).toMatchObject({ brokers: 5, internalPort: 0 });
  expect(parse(['--brokers', '9', '--internal-port', '29092'], { OTTLA_LOCAL_BROKERS: '5' })).toMatchObject({
    brokers: 9,
    internalPort: 29_092,
  });
});

describe('a wrong value is one line that names the setting', () => {
  test.each([
    { name: 'port', args: ['--port', 'http'], env: {}, says: /^--port: "http" is not a port/ },
    { name: 'port too large', args: ['--kafka-port', '70000'], env: {}, says: /^--kafka-port/ },
    { name: 'variable', args: [], env: { PORT: 'x' }, says: /^PORT: "x"/ },
    { name: 'too many brokers', args: ['--brokers', '10'], env: {}, says: /^--brokers: this version runs up to 9 local/ },
    { name: 'no count', args: [], env: { OTTLA_LOCAL_BROKERS: 'few' }, says: /^OTTLA_LOCAL_BROKERS: "few" is not a count/ },
    { name: 'internal port', args: ['--internal-port', '-1'], env: {}, says: /--internal-port/ },
    { name: 'override', args: ['--override', 'x'], env: {}, says: /^--override: "x" is not name=value/ },
    {
      name: 'bootstrap',
      args: ['--bootstrap-servers', 'kafka'],
      env: {},
      says: /^--bootstrap-servers: "kafka" is not host:port/,
    },
    { name: 'open host', args: ['--host', '0.0.0.0'], env: {}, says: /^--host: 0.0.0.0 can be reached/ },
    { name: 'unknown flag', args: ['--prot', '1'], env: {}, says: /--prot/ },
  ])('$name', ({ args, env, says }) => {
    expect(() => parse(args, env)).toThrow(UsageError);
    expect(() => parse(args, env)).toThrow(says);
  });
});

test('the configuration file is ottla.yaml where it is not named', () => {
  expect(parse([])).toMatchObject({ configFile: { path: '/home/me/ottla.yaml', setting: null } });
  const environment = { OTTLA_CONFIG: '/etc/clusters.yaml' };
  expect(parse([], environment)).toMatchObject({ configFile: { path: '/etc/clusters.yaml', setting: 'OTTLA_CONFIG' } });
  expect(parse(['--config', 'x.yaml'], environment)).toMatchObject({
    configFile: { path: '/home/me/x.yaml', setting: '--config' },
  });
});

test('an open host is served with a token or on request', () => {
  expect(parse(['--host', '0.0.0.0', '--token', 'abc'])).toMatchObject({ host: '0.0.0.0', token: 'abc' });
  expect(parse(['--host', '0.0.0.0', '--insecure-no-auth'])).toMatchObject({ insecureNoAuth: true });
});
