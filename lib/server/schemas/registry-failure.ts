/**
 * Why the registry gave no schema. `missing`: it has none of that id. `unusable`: what it gave is none. `silent`: it gives nothing
 * at all just now, whatever it is asked for.
 */
export class RegistryFailure extends Error {
  readonly kind: 'missing' | 'unusable' | 'silent';

  constructor(kind: RegistryFailure['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
