/**
 * The few parts of the zip format that a jar needs: the end record (signature 06054b50) points to the central directory,
 * whose entries (02014b50) point to local headers (04034b50) with stored (0) or deflated (8) content behind them.
 */
import { inflateRawSync } from 'node:zlib';

const endSignature = 0x06054b50;
const endBytes = 22;
const entrySignature = 0x02014b50;

/** The files of the jar whose names pass, by name. */
export function readJar(jar: Buffer, wants: (name: string) => boolean): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = endRecordOf(jar);
  const count = jar.readUInt16LE(end + 10);
  let at = jar.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (jar.readUInt32LE(at) !== entrySignature) throw new Error(`not a zip directory entry at byte ${at}`);
    const nameBytes = jar.readUInt16LE(at + 28);
    const name = jar.toString('utf8', at + 46, at + 46 + nameBytes);
    if (wants(name)) files.set(name, contentOf(jar, at));
    at += 46 + nameBytes + jar.readUInt16LE(at + 30) + jar.readUInt16LE(at + 32);
  }
  return files;
}

/** It is the last thing in the file but for a comment. */
function endRecordOf(jar: Buffer): number {
  for (let at = jar.length - endBytes; at >= 0; at -= 1) if (jar.readUInt32LE(at) === endSignature) return at;
  throw new Error('not a jar');
}

function contentOf(jar: Buffer, entry: number): Buffer {
  const method = jar.readUInt16LE(entry + 10);
  const sizeBytes = jar.readUInt32LE(entry + 20);
  const local = jar.readUInt32LE(entry + 42);
  const start = local + 30 + jar.readUInt16LE(local + 26) + jar.readUInt16LE(local + 28);
  const content = jar.subarray(start, start + sizeBytes);
  return method === 8 ? inflateRawSync(content) : content;
}
