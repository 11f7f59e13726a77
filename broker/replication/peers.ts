import type { Api } from '../protocol/schema/message';
import type { Fields, StructInput, StructValue } from '../protocol/schema/struct';

/** How a broker talks to the others, over their internal listeners. */
export interface Peers {
  /**
   * Sends over the connection of `lane` (answers of one lane come in order), made and authenticated when first needed, in
   * the newest version of the API. Rejects with a KafkaError: NETWORK_EXCEPTION or REQUEST_TIMED_OUT.
   */
  request<Request extends Fields, Response extends Fields>(
    nodeId: number,
    lane: string,
    api: Api<Request, Response>,
    request: StructInput<Request>,
    options: { readonly timeoutMs: number },
  ): Promise<StructValue<Response>>;
  /** Whether a rejection says that nobody listens at the node's address: its process is gone, not slow. */
  isRefused(error: unknown): boolean;
}
