import { KafkaClient } from '../../client/kafka-client';
import { SimRandom } from '../sim-random';
import type { SimMachine } from '../world/sim-machine';
import type { SimProcess } from '../world/sim-process';
import type { SimWorld } from '../world/sim-world';

/** What a client program has to work with during one life. */
export interface ClientLife {
  readonly process: SimProcess;
  readonly client: KafkaClient;
  readonly random: SimRandom;
}

interface ClientProgramOptions {
  readonly world: SimWorld;
  readonly name: string;
  readonly bootstrapServers: string;
  readonly requestTimeoutMs: number;
  /** Runs in the program's process when it starts; the result runs when it dies. */
  readonly main: (life: ClientLife) => () => void;
}

/** A client on a machine of its own that can be killed and started again. */
export class ClientProgram {
  readonly name: string;
  readonly #options: ClientProgramOptions;
  readonly #machine: SimMachine;
  #lives = 0;
  #process: SimProcess | undefined;
  #onDeath: () => void = () => undefined;

  constructor(options: ClientProgramOptions) {
    this.name = options.name;
    this.#options = options;
    this.#machine = options.world.addMachine(options.name);
  }

  start(): void {
    const { world, name, bootstrapServers, requestTimeoutMs, main } = this.#options;
    this.#lives += 1;
    const life = `${name}.${this.#lives}`;
    const { process, platform } = world.spawn(this.#machine, life);
    this.#process = process;
    process.schedule('timer', 0, () => {
      const client = new KafkaClient({ ...platform, bootstrapServers, clientId: name, requestTimeoutMs });
      this.#onDeath = main({ process, client, random: SimRandom.stream(world.seed, `client ${life}`) });
    });
  }

  kill(): void {
    if (this.#process === undefined) return;
    this.#options.world.kill(this.#process);
    this.#process = undefined;
    this.#onDeath();
    this.#onDeath = () => undefined;
  }

  restart(): void {
    this.kill();
    this.start();
  }
}
