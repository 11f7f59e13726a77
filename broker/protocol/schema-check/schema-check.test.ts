import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { arrayOf } from '../schema/array';
import { message } from '../schema/message';
import { int32, int64 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';
import { compare } from './compare';
import { parseKafkaSchema, type KafkaSchema } from './kafka-schema';
import { readJar } from './read-jar';

/** A zip with one deflated file. */
function zipOf(name: string, content: Buffer): Buffer {
  const deflated = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(deflated.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(30 + name.length + deflated.length, 16);
  return Buffer.concat([local, Buffer.from(name), deflated, entry, Buffer.from(name), end]);
}

test('a file of a jar is read by its name', () => {
  const content = Buffer.from('some content '.repeat(20));
  const jar = zipOf('a/b.json', content);
  expect(readJar(jar, (name) => name === 'a/b.json').get('a/b.json')).toEqual(content);
  expect(readJar(jar, () => false).size).toBe(0);
  expect(() => readJar(Buffer.alloc(100), () => true)).toThrow('not a jar');
});

const ours = message({
  name: 'M',
  versions: '0-2',
  flexible: '2+',
  fields: {
    id: field(int64, '1+', { default: -1 }),
    parts: field(arrayOf(struct({ name: field(string, '0+', { nullable: '1+' }) })), '0+'),
    hint: field(int32, '2+', { tag: 0 }),
  },
});

function kafka(id: string, validVersions = '1-3'): KafkaSchema {
  const parsed = parseKafkaSchema(`// a comment
  { "name": "M", "validVersions": "${validVersions}", "flexibleVersions": "2+", "fields": [
    { "name": "Id", "type": "${id}", "versions": "1+", "default": "-1" },
    { "name": "Parts", "type": "[]Part", "versions": "0+" },
    { "name": "Hint", "type": "int32", "versions": "2+", "taggedVersions": "2+", "tag": 0 }
  ], "commonStructs": [ { "name": "Part", "versions": "0+", "fields": [
    { "name": "Name", "type": "string", "versions": "0+", "nullableVersions": "1+" } ] } ] }`);
  if (parsed === undefined) throw new Error('not a schema');
  return parsed;
}

test('the same layout is no difference; versions that Kafka gave up are only named', () => {
  expect(compare(ours, kafka('int64'))).toEqual({ differences: [], beyondKafka: [0] });
});

test('a difference says version, field and both sides', () => {
  expect(compare(ours, kafka('int32', '0-3')).differences).toEqual([
    'M 1: has "id int64 default -1" where Kafka has "id int32 default -1"',
    'M 2: has "id int64 default -1" where Kafka has "id int32 default -1"',
  ]);
});
