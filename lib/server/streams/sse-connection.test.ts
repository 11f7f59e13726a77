import { expect, test } from 'vitest';
import { sseFrame } from './sse-encoder';
import { SseConnection } from './sse-connection';

const phase = { channel: null, phase: 'live', atMs: 1 } as const;

async function textOf(connection: SseConnection): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of connection.stream) text += decoder.decode(chunk, { stream: true });
  return text;
}

test('a frame is one data line, whatever the data holds', () => {
  const frame = sseFrame(
    'problem',
    {
      channel: 'a\nb',
      error: { code: 'INTERNAL', message: 'x\r\n\n', retriable: false, requestId: '', details: {} },
      partitions: [],
    },
    'id-1',
  );
  expect(frame.split('\n')).toHaveLength(5);
  expect(frame.startsWith('event: problem\nid: id-1\ndata: {')).toBe(true);
  expect(frame.endsWith('}\n\n')).toBe(true);
});

test('events go out once, in order, and those of a moment together', async () => {
  const connection = new SseConnection();
  const read = textOf(connection);
  for (let atMs = 0; atMs < 5; atMs += 1) connection.send('phase', { ...phase, atMs });
  connection.close();
  const text = await read;
  expect([...text.matchAll(/"atMs":(\d)/g)].map(([, atMs]) => atMs)).toEqual(['0', '1', '2', '3', '4']);
});

test('a reader that waits gets each event once', async () => {
  const connection = new SseConnection();
  const reader = connection.stream.getReader();
  const first = reader.read();
  connection.send('phase', phase);
  expect(new TextDecoder().decode((await first).value)).toBe(sseFrame('phase', phase));
  const second = reader.read();
  connection.send('phase', { ...phase, atMs: 2 });
  expect(new TextDecoder().decode((await second).value)).toBe(sseFrame('phase', { ...phase, atMs: 2 }));
  await reader.cancel();
});

test('without a reader the queue is bounded: room() waits, and wakes when there is room', async () => {
  const connection = new SseConnection();
  let sent = 0;
  const produce = async (): Promise<void> => {
    while (sent < 2_000) {
      await connection.room();
      connection.send('problem', {
        channel: 'x'.repeat(1_000),
        error: { code: 'INTERNAL', message: '', retriable: false, requestId: '', details: {} },
        partitions: [],
      });
      sent += 1;
    }
    connection.close();
  };
  const producing = produce();
  await expect.poll(() => connection.hasRoom).toBe(false);
  expect(sent).toBeLessThan(700);
  const text = await textOf(connection);
  await producing;
  expect(text.split('\n\n').length - 1).toBe(2_000);
});

test('who waits for room learns that the reader is gone', async () => {
  const gone = new AbortController();
  const connection = new SseConnection(gone.signal);
  while (connection.hasRoom) connection.send('phase', phase);
  const waiting = connection.room();
  gone.abort();
  await expect(waiting).rejects.toThrow();
  expect(connection.signal.aborted).toBe(true);
  connection.send('phase', phase);
  connection.close();
});
