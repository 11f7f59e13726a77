import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SchemaFiles, type FileSchema } from './schema-files';

let folder: string;
const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ottla-schemas-'));
  await mkdir(path.join(folder, 'acme/shop'), { recursive: true });
  const files = {
    'acme/money.proto':
      'syntax = "proto3"; package acme; import "acme/unit.proto"; message Money { int64 units = 1; Unit unit = 2; }',
    'acme/unit.proto': 'syntax = "proto3"; package acme; enum Unit { EUR = 0; USD = 1; }',
    'acme/shop/order.proto': `
      syntax = "proto3";
      package acme.shop;
      import "acme/money.proto";
      import "google/protobuf/descriptor.proto";
      extend google.protobuf.FieldOptions { bool secret = 50000; }
      message Line { string sku = 1; }
      message Order { acme.Money total = 1 [(secret) = true]; }`,
    'key.avsc': '"long"',
    'broken.avsc': '{"type":"record"}',
    'alone.proto': 'syntax = "proto3"; import "nowhere.proto"; message A { int32 a = 1; }',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
});

afterAll(() => rm(folder, { recursive: true }));

function ofFile(name: string, message: string | null = null) {
  const type = name.endsWith('.avsc') ? ('avro' as const) : ('protobuf' as const);
  return { type, path: path.join(folder, name), message };
}

function outcome(schema: FileSchema | undefined, bytes: string): unknown {
  if (schema === undefined) return undefined;
  return 'problem' in schema ? schema.problem : schema.read(hex(bytes));
}

test('the first rule that is for the topic counts', async () => {
  const files = new SchemaFiles([
    { topic: 'orders.v*-x', key: ofFile('key.avsc'), value: ofFile('acme/shop/order.proto', 'acme.shop.Order') },
    { topic: 'orders*', key: null, value: ofFile('acme/shop/order.proto') },
  ]);
  expect([files.has('orders.v1-x'), files.has('my-orders'), files.has('ordersXv1-x')]).toEqual([true, false, true]);
  const first = await files.of('orders.v1-x');
  expect(outcome(first.key, '0a')).toEqual({ json: '5' });
  expect(outcome(first.value, '0a040805 1001')).toEqual({ json: '{"total":{"units":5,"unit":"USD"}}', name: 'acme.shop.Order' });
  const second = await files.of('ordersXv1-x');
  expect(second.key).toBeUndefined();
  expect(outcome(second.value, '0a0161')).toEqual({ json: '{"sku":"a"}', name: 'acme.shop.Line' });
});

test('a file that cannot be used has a reason', async () => {
  const problem = async (name: string, message: string | null = null) => {
    const files = new SchemaFiles([{ topic: 'a', key: null, value: ofFile(name, message) }]);
    return outcome((await files.of('a')).value, '');
  };
  expect(await problem('gone.proto')).toBe('gone.proto cannot be used: ENOENT');
  expect(await problem('broken.avsc')).toBe('broken.avsc cannot be used: The schema has a record without name.');
  expect(await problem('alone.proto')).toBe('alone.proto cannot be used: it imports nowhere.proto, which is nowhere beside it');
  expect(await problem('acme/shop/order.proto', 'acme.Gone')).toContain('order.proto cannot be used: no such type: acme.Gone');
});
