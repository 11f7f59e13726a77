import { quoted } from '../json-texts';
import type { MessageReader } from '../message-reader';
import type { AvroOutput } from './avro-output';
import type { AvroCodec, AvroType } from './avro-type';
import { readBytes } from './avro-values';

/** More problems than these are not looked for. */
const problemsMax = 20;

export function arrayOf(items: AvroType): AvroCodec {
  return {
    read: (reader) => `[${inBlocks(reader, () => items.read(reader)).join(',')}]`,
    write: (value, output, path) => {
      if (value.kind === 'array') writeBlock(output, value.items, (item, index) => items.write(item, output, [...path, index]));
      else output.expected('array', value, path);
    },
  };
}

export function mapOf(values: AvroType): AvroCodec {
  return {
    read: (reader) => {
      const entry = (): string => `${quoted(readBytes(reader).toString('utf8'))}:${values.read(reader)}`;
      return `{${inBlocks(reader, entry).join(',')}}`;
    },
    write: (value, output, path) => {
      if (value.kind !== 'object') {
        output.expected('map', value, path);
        return;
      }
      writeBlock(output, [...value.fields], ([name, each]) => {
        output.addSized(Buffer.from(name, 'utf8'));
        values.write(each, output, [...path, name]);
      });
    },
  };
}

/** All items in one block. */
function writeBlock<Item>(output: AvroOutput, items: readonly Item[], write: (item: Item, index: number) => void): void {
  if (items.length > 0) output.addLong(BigInt(items.length));
  for (const [index, item] of items.entries()) {
    if (output.problems.length >= problemsMax) return;
    write(item, index);
  }
  output.addLong(0n);
}

/** Blocks of items, each with its count; a negative one is followed by the block's size. */
function inBlocks(reader: MessageReader, read: () => string): readonly string[] {
  const items: string[] = [];
  for (let count = reader.readZigzag64(); count !== 0n; count = reader.readZigzag64()) {
    if (count < 0n) reader.readZigzag64();
    for (let left = count < 0n ? -count : count; left > 0n; left -= 1n) {
      reader.countValue();
      items.push(read());
    }
  }
  return items;
}
