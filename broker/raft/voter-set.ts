import { isSameReplica, type ReplicaKey } from './replica-key';

export interface VoterEndpoint {
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

export interface Voter extends ReplicaKey {
  readonly endpoints: readonly VoterEndpoint[];
}

/** The replicas whose votes count. Never changed: each change gives another set, by one voter more or less. */
export class VoterSet {
  static readonly empty = new VoterSet([]);

  /** In the order of their ids. */
  readonly voters: readonly Voter[];

  constructor(voters: readonly Voter[]) {
    this.voters = [...voters].sort((a, b) => a.id - b.id);
  }

  get size(): number {
    return this.voters.length;
  }

  /** How many make a majority. */
  get majority(): number {
    return Math.floor(this.voters.length / 2) + 1;
  }

  has(replica: ReplicaKey): boolean {
    return this.voters.some((voter) => isSameReplica(voter, replica));
  }

  withId(id: number): Voter | undefined {
    return this.voters.find((voter) => voter.id === id);
  }

  without(replica: ReplicaKey): VoterSet {
    return new VoterSet(this.voters.filter((voter) => !isSameReplica(voter, replica)));
  }

  /** With the voter in place of the one of its id, if there is any. */
  with(voter: Voter): VoterSet {
    return new VoterSet([...this.voters.filter(({ id }) => id !== voter.id), voter]);
  }
}

export function hasSameEndpoints(a: Voter, b: Voter): boolean {
  const textOf = ({ endpoints }: Voter) => endpoints.map(({ name, host, port }) => `${name}://${host}:${port}`).sort();
  return String(textOf(a)) === String(textOf(b));
}
