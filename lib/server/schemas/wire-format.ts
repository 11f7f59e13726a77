const magic = 0;
const headBytes = 5;

/** The schema's id that a serializer of a Schema Registry writes before a message; undefined where there is none. */
export function schemaIdOf(bytes: Buffer | null): number | undefined {
  if (bytes === null || bytes.length < headBytes || bytes[0] !== magic) return undefined;
  const id = bytes.readUInt32BE(1);
  // Ids begin at 1, and are int32: small numbers of eight bytes begin with five zeros, too.
  return id > 0 && id <= 0x7fff_ffff ? id : undefined;
}

/** What comes after it. */
export function bodyOf(bytes: Buffer): Buffer {
  return bytes.subarray(headBytes);
}

/** A message with its schema's id before it. */
export function withSchemaId(id: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt8(magic, 0);
  head.writeUInt32BE(id, 1);
  return Buffer.concat([head, body]);
}
