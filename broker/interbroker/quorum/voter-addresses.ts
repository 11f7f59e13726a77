import type { Address } from '../../platform/transport';
import type { VoterSet } from '../../raft/voter-set';

/** Where the voters are by their own word, and, until that is known, where others said that a leader is. */
export class VoterAddresses {
  readonly #onChange: (addresses: ReadonlyMap<number, Address>) => void;
  #voters = new Map<number, Address>();
  readonly #heard = new Map<number, Address>();

  constructor(onChange: (addresses: ReadonlyMap<number, Address>) => void) {
    this.#onChange = onChange;
  }

  of(nodeId: number): Address | undefined {
    return this.#voters.get(nodeId) ?? this.#heard.get(nodeId);
  }

  setVoters({ voters }: VoterSet): void {
    this.#voters = new Map();
    for (const { id, endpoints } of voters) {
      const [endpoint] = endpoints;
      if (endpoint !== undefined) this.#voters.set(id, { host: endpoint.host, port: endpoint.port });
    }
    this.#tell();
  }

  hear(nodeId: number, address: Address): void {
    const known = this.#heard.get(nodeId);
    if (known?.host === address.host && known.port === address.port) return;
    this.#heard.set(nodeId, address);
    if (!this.#voters.has(nodeId)) this.#tell();
  }

  #tell(): void {
    this.#onChange(new Map([...this.#heard, ...this.#voters]));
  }
}
