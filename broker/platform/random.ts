/** The only source of randomness, so that a simulation can replay a run from its seed. */
export interface Random {
  /** `length` random bytes. */
  bytes(length: number): Buffer;
  /** An integer in [0, exclusiveMax); `exclusiveMax` is at most 2^31. */
  integer(exclusiveMax: number): number;
}
