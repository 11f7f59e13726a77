import { isUtf8 } from 'node:buffer';
import { cborJson } from './cbor-json';
import type { PlainFormat } from './decode-payload';
import { messagePackFault } from './messagepack-fault';

const uuidBytes = 16;
const control = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** The format that bytes look like; undefined for plain text, JSON, and what looks like nothing. */
export function formatOf(bytes: Buffer): PlainFormat | undefined {
  if (bytes.length === 0 || isText(bytes)) return undefined;
  if (bytes.length === 4) return 'int32';
  if (bytes.length === 8) return 'int64';
  if (isUuid(bytes)) return 'uuid';
  if (isMessagePackContainer(bytes) && messagePackFault(bytes) === undefined) return 'messagepack';
  return isCborContainer(bytes) && 'json' in cborJson(bytes) ? 'cbor' : undefined;
}

/** A few bytes that happen to be valid UTF-8 are numbers when no one could type them. */
function isText(bytes: Buffer): boolean {
  if (!isUtf8(bytes)) return false;
  return bytes.length > uuidBytes || !control.test(bytes.toString('latin1'));
}

/** By the version and variant that every generator sets. */
function isUuid(bytes: Buffer): boolean {
  const version = (bytes[6] ?? 0) >> 4;
  return bytes.length === uuidBytes && version >= 1 && version <= 8 && (bytes[8] ?? 0) >> 6 === 0b10;
}

/** Begins like a map or a list of MessagePack: a lone value would be found in almost any bytes. */
function isMessagePackContainer(bytes: Buffer): boolean {
  const first = bytes[0] ?? 0;
  return (first >= 0x80 && first <= 0x9f) || (first >= 0xdc && first <= 0xdf);
}

/** The same of CBOR, or the mark that a file of it begins with (RFC 8949 §3.4.6). */
function isCborContainer(bytes: Buffer): boolean {
  const first = bytes[0] ?? 0;
  return (first >= 0x80 && first <= 0xbf) || (first === 0xd9 && bytes[1] === 0xd9 && bytes[2] === 0xf7);
}
