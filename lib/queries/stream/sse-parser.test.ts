import { expect, test } from 'vitest';
import { SseParser, type SseEvent } from './sse-parser';

const encode = (text: string) => new TextEncoder().encode(text);

function feed(bytes: Uint8Array, chunkBytes: number): SseEvent[] {
  const parser = new SseParser();
  const events: SseEvent[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) events.push(...parser.push(bytes.subarray(at, at + chunkBytes)));
  return events;
}

const stream =
  ': hi\n\nevent: hello\ndata: {"streamId":"a"}\n\nid: 7\nevent:records\r\ndata: één – ❤️\r\ndata:second line\r\n\r\ndata\n\n: beat\n\nevent: lonely\n\nevent: end\rdata: {}\r\r';
const expected: SseEvent[] = [
  { event: 'hello', data: '{"streamId":"a"}', id: null },
  { event: 'records', data: 'één – ❤️\nsecond line', id: '7' },
  { event: 'message', data: '', id: '7' },
  { event: 'end', data: '{}', id: '7' },
];

test.each([1, 2, 3, 5, 7, 4096])('events come out the same in chunks of %i bytes', (chunkBytes) => {
  expect(feed(encode(stream), chunkBytes)).toEqual(expected);
});

test('an event without its closing empty line is not delivered', () => {
  expect(feed(encode('data: half\n'), 1)).toEqual([]);
});
