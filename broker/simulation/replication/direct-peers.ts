import type { ConnectionContext } from '../../network/frame-handler';
import type { Timers } from '../../platform/timers';
import { KafkaError } from '../../protocol/kafka-error';
import type { Api } from '../../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../../protocol/schema/struct';
import type { Peers } from '../../replication/peers';

/** What answers at a node: the bytes of a request to the bytes of its response. */
export type Answer = (apiKey: number, version: number, body: Buffer, connection: ConnectionContext) => Promise<Buffer>;

interface Link {
  readonly connection: ConnectionContext;
  /** Answers of one lane come in order. */
  last: Promise<unknown>;
}

class Refused extends KafkaError {
  constructor(nodeId: number) {
    super('NETWORK_EXCEPTION', `Nobody listens for node ${nodeId}.`);
  }
}

/** The nodes of a test that are there, and the links between them. */
export class DirectNetwork {
  readonly #timers: Timers;
  readonly #answers = new Map<number, Answer>();
  readonly #cut = new Set<string>();
  #connections = 0;
  /** Requests that arrived, as `from → to api`. */
  readonly requests: string[] = [];
  /** Time a message takes in each direction. */
  latencyMs = 0;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  attach(nodeId: number, answer: Answer): void {
    this.#answers.set(nodeId, answer);
  }

  /** The node's process is gone: what was asked of it is not answered. */
  detach(nodeId: number): void {
    this.#answers.delete(nodeId);
  }

  /** Nothing passes between the two, and nobody is told. */
  cut(a: number, b: number): void {
    this.#cut.add(`${a} ${b}`).add(`${b} ${a}`);
  }

  heal(): void {
    this.#cut.clear();
  }

  peersOf(from: number): Peers {
    const links = new Map<string, Link>();
    return {
      isRefused: (error) => error instanceof Refused,
      request: (to, lane, api, request, { timeoutMs }) => {
        const key = `${to} ${lane}`;
        const link = links.get(key) ?? { connection: this.#connection(from), last: Promise.resolve() };
        links.set(key, link);
        return this.#request(from, to, link, api, request, timeoutMs);
      },
    };
  }

  #connection(peerId: number): ConnectionContext {
    this.#connections += 1;
    const nowhere = { host: '127.0.0.1', port: 0 };
    return {
      id: this.#connections,
      remote: nowhere,
      local: nowhere,
      listenerName: 'INTERNAL',
      peerId,
      clientSoftwareName: null,
      clientSoftwareVersion: null,
    };
  }

  async #request<Request extends Fields, Response extends Fields>(
    from: number,
    to: number,
    link: Link,
    api: Api<Request, Response>,
    request: StructInput<Request>,
    timeoutMs: number,
  ): Promise<StructValue<Response>> {
    const version = api.request.versions.max;
    const answer = this.#answers.get(to);
    if (answer === undefined) throw new Refused(to);
    const body = api.request.encode(version, request);
    await this.#travel();
    if (this.#cut.has(`${from} ${to}`)) return this.#timeOut(timeoutMs);
    this.requests.push(`${from} → ${to} ${api.name}`);
    const before = link.last;
    const answered = answer(api.key, version, body, link.connection);
    link.last = Promise.allSettled([before, answered]);
    await before;
    const response = await answered;
    await this.#travel();
    if (this.#cut.has(`${from} ${to}`)) return this.#timeOut(timeoutMs);
    if (this.#answers.get(to) !== answer) throw new KafkaError('NETWORK_EXCEPTION', `Node ${to} closed the connection.`);
    return api.response.decode(response, version);
  }

  #travel(): Promise<void> {
    if (this.latencyMs === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#timers.after(this.latencyMs, resolve);
    });
  }

  #timeOut(timeoutMs: number): Promise<never> {
    return new Promise((_, reject) => {
      this.#timers.after(timeoutMs, () => {
        reject(new KafkaError('REQUEST_TIMED_OUT', 'No answer came.'));
      });
    });
  }
}
