import { arrayOf } from '../schema/array';
import { int32, uint16 } from '../schema/scalar-types';
import { string } from '../schema/sized-types';
import { struct } from '../schema/struct';
import { field } from '../schema/wire-type';

/** Where the leaders are that a response of the metadata quorum names. */
export const nodeEndpoints = field(
  arrayOf(
    struct({
      nodeId: field(int32, '1+'),
      host: field(string, '1+'),
      port: field(uint16, '1+'),
    }),
  ),
  '1+',
  { tag: 0 },
);

/** Where a replica of the metadata quorum can be reached. */
export const replicaListeners = arrayOf(
  struct({
    name: field(string, '0+'),
    host: field(string, '0+'),
    port: field(uint16, '0+'),
  }),
);
