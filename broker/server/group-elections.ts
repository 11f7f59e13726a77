import type { GroupCoordinator } from '../coordinator/group/group-coordinator';
import type { MetadataDelta } from '../metadata/metadata-delta';
import type { MetadataImage, TopicImage } from '../metadata/metadata-image';
import { consumerOffsetsTopic } from './internal-topics';

interface GroupElectionsOptions {
  readonly nodeId: number;
  readonly groupCoordinator: GroupCoordinator;
}

/** Tells the group coordinator which partitions of `__consumer_offsets` it has, and which topics are gone. */
export class GroupElections {
  readonly #options: GroupElectionsOptions;
  /** Leader epochs of the partitions that are coordinated here. */
  readonly #led = new Map<number, number>();
  #hasStarted = false;

  constructor(options: GroupElectionsOptions) {
    this.#options = options;
  }

  /**
   * Resolves when groups of a new topic can be used: a client was told that it is there. All other partitions are loaded
   * while the metadata goes on, which may be what their load waits for; until then clients are told to wait.
   */
  async applyMetadata(image: MetadataImage, delta: MetadataDelta): Promise<void> {
    const { groupCoordinator } = this.#options;
    if (delta.deletedTopics.some(({ name }) => name === consumerOffsetsTopic)) this.#resignAll();
    const topic = image.topicsByName.get(consumerOffsetsTopic);
    const isNew = delta.createdTopics.some(({ name }) => name === consumerOffsetsTopic);
    const isTouched = isNew || delta.changedPartitions.some(({ topic: changed }) => changed.name === consumerOffsetsTopic);
    const loads = topic !== undefined && isTouched ? this.#follow(topic) : undefined;
    if (this.#hasStarted && isNew) await loads;
    this.#hasStarted = true;
    const deleted = delta.deletedTopics.map(({ name }) => name).filter((name) => name !== consumerOffsetsTopic);
    if (deleted.length > 0) groupCoordinator.onTopicsDeleted(deleted);
  }

  #resignAll(): void {
    for (const partition of this.#led.keys()) this.#options.groupCoordinator.onResignation(partition);
    this.#led.clear();
  }

  async #follow(topic: TopicImage): Promise<void> {
    const { nodeId, groupCoordinator } = this.#options;
    await Promise.all(
      topic.partitions.map(async ({ leader, leaderEpoch }, partition) => {
        if (leader !== nodeId) {
          if (this.#led.delete(partition)) groupCoordinator.onResignation(partition);
          return;
        }
        if (this.#led.get(partition) === leaderEpoch) return;
        this.#led.set(partition, leaderEpoch);
        await groupCoordinator.onElection(partition, leaderEpoch);
      }),
    );
  }
}
