import type { HostAndPort } from '../config/quorum-addresses';
import type { MetadataImage } from '../metadata/metadata-image';

/** Bootstrap servers are asked before anybody knows which nodes they are; they go by -2, -3, … as -1 is nobody. */
const firstBootstrapId = -2;

interface AddressBookOptions {
  /** Of the listener on which brokers talk to each other. */
  readonly listenerName: string;
  /** `controller.quorum.voters` */
  readonly quorumVoters: ReadonlyMap<number, HostAndPort>;
  /** `controller.quorum.bootstrap.servers` */
  readonly quorumBootstrapServers: readonly HostAndPort[];
}

/**
 * Where the other nodes are. What the configuration says of a voter counts first, as it is there before any metadata is;
 * then what the metadata log says of its voters, then where a broker has registered itself.
 */
export class AddressBook {
  readonly #options: AddressBookOptions;
  #voters: ReadonlyMap<number, HostAndPort> = new Map();
  #image: (() => MetadataImage) | undefined;

  constructor(options: AddressBookOptions) {
    this.#options = options;
  }

  /** Ids under which the bootstrap servers are asked. */
  get bootstrapIds(): readonly number[] {
    return this.#options.quorumBootstrapServers.map((_server, index) => firstBootstrapId - index);
  }

  /** The endpoints in the newest voters record. */
  setVoters(voters: ReadonlyMap<number, HostAndPort>): void {
    this.#voters = voters;
  }

  /** Where brokers have registered themselves, as far as the metadata was delivered to this node. */
  follow(image: () => MetadataImage): void {
    this.#image = image;
  }

  addressOf(nodeId: number): HostAndPort | undefined {
    const { listenerName, quorumVoters, quorumBootstrapServers } = this.#options;
    if (nodeId < 0) return quorumBootstrapServers[firstBootstrapId - nodeId];
    return (
      quorumVoters.get(nodeId) ?? this.#voters.get(nodeId) ?? this.#image?.().brokers.get(nodeId)?.listeners.get(listenerName)
    );
  }
}
