import type { Api } from '@/broker/protocol/schema/message';
import type { Fields, StructInput, StructValue } from '@/broker/protocol/schema/struct';
import { within } from '../within';
import type { ClusterClient } from './cluster-client';
import type { KafkajsLink, SendOptions } from './kafkajs-link';

/** An answer that takes longer is waited for only as long as the broker leads. */
const doubtMs = 400;

/** Links of their own to whichever brokers lead: for requests that wait on the broker, which nothing else shall wait behind. */
export class LeaderLinks {
  readonly #client: ClusterClient;
  readonly #links = new Map<number, KafkajsLink>();
  #closed = false;

  constructor(client: ClusterClient) {
    this.#client = client;
  }

  /** Sends, and waits no longer when the broker stopped leading: one that is frozen would keep silent. */
  async send<Q extends Fields, R extends Fields>(
    leader: number,
    api: Api<Q, R>,
    request: StructInput<Q>,
    { stillLeads, ...options }: SendOptions & { stillLeads: () => Promise<boolean> },
  ): Promise<StructValue<R>> {
    const link = await this.#to(leader);
    const answer = link.send(api, request, options);
    const settled = answer.then(
      () => true,
      () => true,
    );
    while ((await within(doubtMs, settled)) === undefined) {
      // Who cannot tell goes on waiting.
      if (!(await stillLeads().catch(() => true))) link.close();
    }
    return answer;
  }

  async #to(leader: number): Promise<KafkajsLink> {
    const known = this.#links.get(leader);
    const node = this.#client.lastMetadata?.brokers.get(leader);
    const isSameBroker = known !== undefined && node?.host === known.options.host && node.port === known.options.port;
    if (known !== undefined && !known.isClosed && isSameBroker) return known;
    known?.close();
    const link = await this.#client.loan(leader);
    const meanwhile = this.#links.get(leader);
    if (meanwhile !== undefined && meanwhile !== known && !meanwhile.isClosed) {
      link.close();
      return meanwhile;
    }
    if (this.#closed) link.close();
    this.#links.set(leader, link);
    return link;
  }

  close(): void {
    this.#closed = true;
    for (const link of this.#links.values()) link.close();
  }
}
