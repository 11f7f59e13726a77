import { randomBytes, randomInt } from 'node:crypto';
import type { Random } from '../random';

export const nodeRandom: Random = {
  bytes: (length) => randomBytes(length),
  integer: (exclusiveMax) => randomInt(exclusiveMax),
};
