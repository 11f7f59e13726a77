import type { Random } from '../platform/random';
import { uuidFromBytes, type Uuid } from '../protocol/primitives/uuid';

/** A version 4 uuid whose text does not begin with "-", which command lines would take for a flag. */
export function randomUuid(random: Random): Uuid {
  for (;;) {
    const bytes = random.bytes(16);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const uuid = uuidFromBytes(bytes);
    if (!uuid.startsWith('-')) return uuid;
  }
}
