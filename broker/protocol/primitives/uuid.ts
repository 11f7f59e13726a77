/** A 16-byte id in Kafka's text form: 22 characters of unpadded base64url. */
export type Uuid = string;

/** "No id": sixteen zero bytes. */
export const zeroUuid: Uuid = 'AAAAAAAAAAAAAAAAAAAAAA';

export function uuidFromBytes(bytes: Buffer): Uuid {
  return bytes.toString('base64url');
}

/** The 16 bytes of `uuid`; throws a RangeError when it is not one. */
export function uuidToBytes(uuid: Uuid): Buffer {
  const bytes = Buffer.from(uuid, 'base64url');
  if (bytes.length !== 16) throw new RangeError(`not a uuid: ${uuid}`);
  return bytes;
}
