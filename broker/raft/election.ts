import type { ReplicaKey } from './replica-key';
import type { VoterSet } from './voter-set';

/** Counts the votes of one election, or pre-votes. The candidate's own is granted when it is a voter. */
export class Election {
  readonly #voters: VoterSet;
  readonly #granting = new Set<number>();
  readonly #rejecting = new Set<number>();

  constructor(voters: VoterSet, candidate: ReplicaKey) {
    this.#voters = voters;
    if (voters.has(candidate)) this.#granting.add(candidate.id);
  }

  count(voterId: number, granted: boolean): void {
    if (this.#voters.withId(voterId) === undefined) return;
    const [counted, other] = granted ? [this.#granting, this.#rejecting] : [this.#rejecting, this.#granting];
    other.delete(voterId);
    counted.add(voterId);
  }

  get isWon(): boolean {
    return this.#granting.size >= this.#voters.majority;
  }

  /** So many said no that it cannot be won any more. */
  get isLost(): boolean {
    return this.#rejecting.size > this.#voters.size - this.#voters.majority;
  }

  get grantingVoters(): readonly ReplicaKey[] {
    return this.#voters.voters.filter(({ id }) => this.#granting.has(id));
  }
}
