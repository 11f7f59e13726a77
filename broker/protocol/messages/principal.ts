/** Who sent a request that a broker passes on: an int16 version, then this. */
import { Reader } from '../primitives/reader';
import { message, type Decoded } from '../schema/message';
import { bool } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { field } from '../schema/wire-type';

export const principalData = message({
  name: 'DefaultPrincipalData',
  versions: '0',
  flexible: '0+',
  fields: {
    type: field(string, '0+'),
    name: field(string, '0+'),
    tokenAuthenticated: field(bool, '0+'),
  },
});

export type Principal = Decoded<typeof principalData>;

/** Everybody, on a listener where nobody authenticates. */
export const anonymous: Principal = { type: 'User', name: 'ANONYMOUS', tokenAuthenticated: false };

export function encodePrincipal(principal: Principal): Buffer {
  const version = principalData.versions.max;
  const prefix = Buffer.alloc(2);
  prefix.writeInt16BE(version);
  return Buffer.concat([prefix, principalData.encode(version, principal)]);
}

/** Throws CodecError. */
export function decodePrincipal(bytes: Buffer): Principal {
  const reader = new Reader(bytes);
  const version = reader.readInt16();
  if (version < 0 || version > principalData.versions.max) return reader.fail(`a principal of version ${version}`);
  return principalData.read(reader, version);
}
