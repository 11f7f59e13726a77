import { isUtf8 } from 'node:buffer';
import { decode as decodeMessagePack } from '@msgpack/msgpack';
import type { ChosenFormat } from '@/lib/contracts/decoding';
import { cborJson } from './cbor-json';
import { jsonText } from './json-text';
import { messagePackFault } from './messagepack-fault';
import { uuidText } from './uuid-text';

/** What bytes say in a format, or why they say nothing in it. */
export type DecodedBody = { readonly json: string } | { readonly text: string } | { readonly problem: string };

type Decoder = (bytes: Buffer) => DecodedBody;

/** Of one size only. */
function fixed(name: string, sizeBytes: number, text: (bytes: Buffer) => string): Decoder {
  return (bytes) =>
    bytes.length === sizeBytes ? { text: text(bytes) } : { problem: `It has ${bytes.length} bytes; ${name} has ${sizeBytes}.` };
}

function utf8Text(bytes: Buffer): DecodedBody {
  return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { problem: 'It is not valid UTF-8.' };
}

function jsonOf(bytes: Buffer): DecodedBody {
  const body = utf8Text(bytes);
  if (!('text' in body)) return body;
  JSON.parse(body.text);
  return { json: body.text };
}

function messagePack(bytes: Buffer): DecodedBody {
  const problem = messagePackFault(bytes);
  return problem === undefined ? { json: jsonText(decodeMessagePack(bytes, { useBigInt64: true })) } : { problem };
}

/** Formats in which bytes need nothing beside them to be read. */
export type PlainFormat = Exclude<ChosenFormat, 'schema-registry'>;

const decoders: Readonly<Record<PlainFormat, Decoder>> = {
  utf8: utf8Text,
  json: jsonOf,
  int32: fixed('an int32', 4, (bytes) => String(bytes.readInt32BE(0))),
  int64: fixed('an int64', 8, (bytes) => String(bytes.readBigInt64BE(0))),
  uuid: fixed('a UUID', 16, uuidText),
  messagepack: messagePack,
  cbor: cborJson,
  hex: (bytes) => ({ text: bytes.toString('hex') }),
  base64: (bytes) => ({ text: bytes.toString('base64') }),
};

/** Larger ones are not decoded: a page of them would take too long. */
export const decodedBytesMax = 1_048_576;

/** The bytes in that format. Whatever they are, there is an answer. */
export function decodePayload(format: PlainFormat, bytes: Buffer): DecodedBody {
  return reasoned(() => decoders[format](bytes), bytes.length);
}

/** A decoder's failure is an answer: bytes are what somebody wrote, not what they should be. */
export function reasoned<Body extends DecodedBody>(decode: () => Body, sizeBytes: number): Body | { readonly problem: string } {
  if (sizeBytes > decodedBytesMax) return { problem: 'It is larger than 1 MiB, too large to be decoded here.' };
  try {
    return decode();
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
