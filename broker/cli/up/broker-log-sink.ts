import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const logBytesMax = 16 * 1024 * 1024;

interface LogLine {
  level: string;
  message: string;
}

function parseLine(line: string): LogLine {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed === 'object' && parsed !== null && 'level' in parsed && 'message' in parsed) {
      return { level: String(parsed.level), message: String(parsed.message) };
    }
    return { level: 'error', message: line };
  } catch {
    // Not one of our lines: what Node itself prints when a process dies belongs in front of people.
    return { level: 'error', message: line };
  }
}

/** Where a broker's log lines go: all to `<data-dir>/logs/broker-<id>.log`, errors and warnings to the terminal too. */
export class BrokerLogSink {
  readonly #descriptor: number;
  readonly #name: string;

  constructor(dataDirectory: string, id: number) {
    const folder = path.join(dataDirectory, 'logs');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `broker-${id}.log`);
    if (existsSync(file) && statSync(file).size > logBytesMax) renameSync(file, `${file}.1`);
    this.#descriptor = openSync(file, 'a');
    this.#name = `broker ${id}`;
  }

  attach(stream: Readable): void {
    createInterface({ input: stream }).on('line', (line) => {
      writeSync(this.#descriptor, `${line}\n`);
      const { level, message } = parseLine(line);
      if (level === 'error' || level === 'warn') process.stderr.write(`${this.#name}: ${message}\n`);
    });
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
