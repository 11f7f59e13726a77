import type { Readable } from 'node:stream';

const newline = 0x0a;
const carriageReturn = 0x0d;

function withoutReturn(line: Buffer): Buffer {
  return line.length > 0 && line[line.length - 1] === carriageReturn ? line.subarray(0, -1) : line;
}

/** The lines of a stream as bytes, without their ends (`\n` or `\r\n`). A last line need not be ended. */
export async function* readLines(stream: Readable): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  for await (const chunk of stream) {
    const bytes: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    let start = 0;
    for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
      parts.push(bytes.subarray(start, end));
      yield withoutReturn(Buffer.concat(parts));
      parts = [];
      start = end + 1;
    }
    if (start < bytes.length) parts.push(bytes.subarray(start));
  }
  if (parts.length > 0) yield withoutReturn(Buffer.concat(parts));
}
