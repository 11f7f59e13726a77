import { expect, test } from 'vitest';
import { VoterSet } from '../../raft/voter-set';
import { decodeSnapshot, encodeSnapshot } from './snapshot-format';

const directoryId = 'DDDDDDDDDDDDDDDDDDDDDA';
const voters = new VoterSet([{ id: 1, directoryId, endpoints: [{ name: 'INTERNAL', host: 'h', port: 19092 }] }]);
const encode = (values: readonly Buffer[]) => Buffer.concat([...encodeSnapshot({ epoch: 3, voters, values, timestampMs: 5 })]);

test.each([0, 1, 5000, 12_000])('a snapshot of %i records is read back', (count) => {
  const values = Array.from({ length: count }, (_, index) => Buffer.from(`value ${index}`));
  const decoded = decodeSnapshot(encode(values));
  expect(decoded?.voters.voters).toEqual(voters.voters);
  expect(decoded?.values.length).toBe(count);
  expect(decoded?.values.every((value, index) => value.toString() === `value ${index}`)).toBe(true);
});

test('large values are spread over batches', () => {
  const batches = [
    ...encodeSnapshot({ epoch: 1, voters, values: Array.from({ length: 10 }, () => Buffer.alloc(100_000)), timestampMs: 0 }),
  ];
  expect(batches.length).toBeGreaterThan(4);
  expect(decodeSnapshot(Buffer.concat(batches))?.values.length).toBe(10);
});

test('a snapshot cut or changed at any byte is none', () => {
  const whole = encode([Buffer.from('a'), Buffer.from('b')]);
  for (let length = 0; length < whole.length; length += 1) expect(decodeSnapshot(whole.subarray(0, length))).toBeUndefined();
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 0x40;
    // A batch's offset and epoch are not under its checksum, and say nothing here.
    const values = decodeSnapshot(changed)?.values.map(String) ?? ['a', 'b'];
    expect(values).toEqual(['a', 'b']);
  }
  expect(decodeSnapshot(Buffer.concat([whole, whole]))).toBeUndefined();
});
