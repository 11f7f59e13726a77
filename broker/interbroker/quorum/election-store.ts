import type { FileSystem } from '../../platform/file-system';
import { zeroUuid } from '../../protocol/primitives/uuid';
import type { ElectionState } from '../../raft/ready';
import { readQuorumState, writeQuorumState } from '../quorum-state';

/** Keeps the election state in `quorum-state`. Saves follow each other; one that waits is replaced by a newer one. */
export class ElectionStore {
  readonly #fileSystem: FileSystem;
  readonly #directory: string;
  #newest: ElectionState | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(fileSystem: FileSystem, directory: string) {
    this.#fileSystem = fileSystem;
    this.#directory = directory;
  }

  async read(): Promise<ElectionState | undefined> {
    const state = await readQuorumState(this.#fileSystem, this.#directory);
    if (state === undefined) return undefined;
    const { leaderEpoch, leaderId, votedId, votedDirectoryId } = state;
    const votedFor = votedId < 0 ? undefined : { id: votedId, directoryId: votedDirectoryId };
    return { epoch: leaderEpoch, leaderId, votedFor };
  }

  /** Resolves when this state, or a newer one, is durable. */
  save(state: ElectionState): Promise<void> {
    this.#newest = state;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    const state = this.#newest;
    if (state === undefined) return;
    this.#newest = undefined;
    const { epoch, leaderId, votedFor } = state;
    await writeQuorumState(this.#fileSystem, this.#directory, {
      leaderId,
      leaderEpoch: epoch,
      votedId: votedFor?.id ?? -1,
      votedDirectoryId: votedFor?.directoryId ?? zeroUuid,
    });
  }
}
