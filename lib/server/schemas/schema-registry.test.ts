import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startSchemaRegistry, type TestRegistry } from '../integration/schema-registry-server';
import { SchemaRegistry } from './schema-registry';

let server: TestRegistry;
let nowMs = 0;
const open: SchemaRegistry[] = [];

beforeEach(async () => {
  server = await startSchemaRegistry({ username: 'reader', password: 'hush' });
  server.register(1, { subject: 'orders-value', schema: '"string"' });
  nowMs = 1_000_000;
});

afterEach(async () => {
  for (const registry of open.splice(0)) registry.close();
  await server.close();
});

function registryAt(url: string, password = 'hush'): SchemaRegistry {
  const config = { url, username: 'reader', password: { value: password }, ca: null };
  const registry = new SchemaRegistry(config, () => nowMs);
  open.push(registry);
  return registry;
}

const problemOf = (registry: SchemaRegistry, id: number) => {
  const schema = registry.schema(id);
  return schema !== undefined && 'problem' in schema ? schema.problem : schema?.type;
};

test('a schema is asked for once, by however many at a time', async () => {
  const registry = registryAt(`${server.url}/`);
  expect(registry.schema(1)).toBeUndefined();
  await Promise.all([registry.load(new Set([1])), registry.load(new Set([1]))]);
  await registry.load(new Set([1]));
  expect(registry.schema(1)).toMatchObject({ type: 'avro', versions: [{ subject: 'orders-value', version: 1 }] });
  expect(server.asked.toSorted()).toEqual(['/schemas/ids/1', '/schemas/ids/1/versions']);
});

test('one that is missing is asked for again after a while', async () => {
  const registry = registryAt(server.url);
  await registry.load(new Set([42]));
  expect(problemOf(registry, 42)).toBe('Schema 42 is not in the registry.');
  server.register(42, { subject: 'late', schema: '"long"' });
  await registry.load(new Set([42]));
  expect(problemOf(registry, 42)).toBe('Schema 42 is not in the registry.');
  nowMs += 31_000;
  await registry.load(new Set([42]));
  expect(problemOf(registry, 42)).toBe('avro');
});

test('a wrong password is shown once, and is in no reason', async () => {
  const registry = registryAt(server.url, 'wrong');
  await registry.load(new Set([1]));
  await registry.load(new Set([1, 2, 3]));
  expect([problemOf(registry, 1), problemOf(registry, 3)]).toEqual(['The registry answers 401.', 'The registry answers 401.']);
  expect(server.asked.filter((path) => path === '/schemas/ids/1')).toHaveLength(1);
  nowMs += 11_000;
  await registry.load(new Set([1]));
  expect(server.asked.filter((path) => path === '/schemas/ids/1')).toHaveLength(2);
});

test('what is known stays known while the registry is silent', async () => {
  const registry = registryAt(server.url);
  await registry.load(new Set([1]));
  server.answerWith(500);
  await registry.load(new Set([1, 2]));
  expect([problemOf(registry, 1), problemOf(registry, 2)]).toEqual(['avro', 'The registry answers 500.']);
});

test('nobody there', async () => {
  const registry = registryAt('http://127.0.0.1:1');
  await registry.load(new Set([1]));
  expect(problemOf(registry, 1)).toBe('The registry does not answer (ECONNREFUSED).');
});

test('schemas come after those they refer to', async () => {
  const inner = { type: 'record', name: 'Inner', fields: [{ name: 'n', type: 'long' }] };
  const middle = { type: 'record', name: 'Middle', fields: [{ name: 'inner', type: 'Inner' }] };
  const outer = {
    type: 'record',
    name: 'Outer',
    fields: [
      { name: 'middle', type: 'Middle' },
      { name: 'inner', type: 'Inner' },
    ],
  };
  const to = (name: string) => ({ name, subject: `of/${name}`, version: 1 });
  server.register(1, { subject: 'of/Inner', schema: JSON.stringify(inner) });
  server.register(2, { subject: 'of/Middle', schema: JSON.stringify(middle), references: [to('Inner')] });
  server.register(3, { subject: 'x', schema: JSON.stringify(outer), references: [to('Middle'), to('Inner')] });
  server.register(4, { subject: 'y', schema: '"Gone"', references: [to('Gone')] });
  const registry = registryAt(server.url);
  await registry.load(new Set([3, 4]));
  const schema = registry.schema(3);
  expect(schema).toHaveProperty('read');
  if (schema === undefined || 'problem' in schema) throw new Error('not loaded');
  expect(schema.read(Buffer.from([2, 4]))).toEqual({ json: '{"middle":{"inner":{"n":1}},"inner":{"n":2}}', name: 'Outer' });
  expect(problemOf(registry, 4)).toBe('Schema 4: It refers to Gone, which is not in the registry.');
});

test('a schema that is none has a reason', async () => {
  server.register(2, { subject: 'broken', schema: '{"type":"record","name":"R"}' });
  server.register(3, { subject: 'broken', schema: 'message {', schemaType: 'PROTOBUF' });
  const registry = registryAt(server.url);
  await registry.load(new Set([2, 3]));
  expect(problemOf(registry, 2)).toBe('Schema 2: It cannot be used: The schema has a record without fields.');
  expect(problemOf(registry, 3)).toMatch(/^Schema 3: It cannot be used: illegal type name/);
});

test('ids at random leave the registry alone after so many', async () => {
  const registry = registryAt(server.url);
  for (let from = 1_000; from < 1_600; from += 100)
    await registry.load(new Set(Array.from({ length: 100 }, (_, index) => from + index)));
  expect(server.asked.filter((path) => !path.endsWith('/versions')).length).toBeLessThan(210);
  expect(problemOf(registry, 1_599)).toContain('asked again in a while');
});

test('a registry whose certificate is of an authority of its own', async () => {
  const pem = (name: string) => readFile(new URL(`../integration/certificates/${name}.pem`, import.meta.url), 'utf8');
  const [ca, cert, key] = await Promise.all([pem('ca'), pem('server'), pem('server-key')]);
  const secured = https.createServer({ cert, key }, (_, response) => response.end('{"schema":"\\"int\\""}'));
  await new Promise<void>((resolve) => secured.listen(0, 'localhost', resolve));
  const url = `https://localhost:${(secured.address() as AddressInfo).port}`;
  const outcome = async (authority: string | null) => {
    const config = { url, username: null, password: null, ca: authority === null ? null : { value: authority } };
    const registry = new SchemaRegistry(config, () => nowMs);
    open.push(registry);
    await registry.load(new Set([1]));
    return problemOf(registry, 1);
  };
  expect(await outcome(ca)).toBe('avro');
  expect(await outcome(null)).toBe('The registry does not answer (UNABLE_TO_VERIFY_LEAF_SIGNATURE).');
  secured.close();
});

async function serverThat(answers: (server: Server) => void): Promise<{ url: string; close: () => void }> {
  const other = createServer();
  answers(other);
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(other.address() as AddressInfo).port}`,
    close: () => {
      other.close();
      other.closeAllConnections();
    },
  };
}

test('an idle connection that closes as it is used is no failure of the registry', async () => {
  const answered = new Set<unknown>();
  let reset = 0;
  const closing = await serverThat((other) =>
    other.on('request', ({ socket }, response) => {
      if (answered.has(socket)) {
        reset += 1;
        socket.destroy();
      } else response.end('{"schema":"\\"int\\""}');
      answered.add(socket);
    }),
  );
  const registry = registryAt(closing.url);
  for (const id of [1, 2, 3]) {
    await registry.load(new Set([id]));
    expect(problemOf(registry, id)).toBe('avro');
  }
  expect(reset).toBeGreaterThan(0);
  closing.close();
});

test('an answer without end is broken off, and a redirection is not followed', async () => {
  const endless = await serverThat((other) =>
    other.on('request', (_, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(65_536, 0x20);
      const write = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', write);
      write();
    }),
  );
  const elsewhere = await serverThat((other) =>
    other.on('request', (_, response) => {
      response.writeHead(302, { location: `${server.url}/schemas/ids/1` });
      response.end();
    }),
  );
  const first = registryAt(endless.url);
  await first.load(new Set([1]));
  expect(problemOf(first, 1)).toBe('Schema 1: The registry answers with more than 1 MiB.');
  const second = registryAt(elsewhere.url);
  await second.load(new Set([1]));
  expect(problemOf(second, 1)).toBe('The registry answers 302.');
  expect(server.asked).toEqual([]);
  endless.close();
  elsewhere.close();
});
