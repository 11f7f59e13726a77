import { optionalApis, type ClusterLimit, type OptionalApi } from '@/lib/contracts/limit';
import { apiRelease } from '../kafka/api-releases';
import { isRefusal } from '../kafka/refusal';

/** What pages have to do without in a cluster: APIs that its brokers lack, and questions they refuse again and again. */
export class ClusterLimits {
  readonly #refused = new Map<OptionalApi, string>();
  #absent: ReadonlySet<OptionalApi> = new Set();

  get list(): ClusterLimit[] {
    return optionalApis.flatMap((api) => {
      const kafkaError = this.#absent.has(api) ? null : this.#refused.get(api);
      return kafkaError === undefined ? [] : [{ api, since: apiRelease(api) ?? '', kafkaError }];
    });
  }

  has(api: OptionalApi): boolean {
    return this.#absent.has(api) || this.#refused.has(api);
  }

  lacks(api: OptionalApi): boolean {
    return this.#absent.has(api);
  }

  setAbsent(apis: Iterable<OptionalApi>): void {
    this.#absent = new Set(apis);
  }

  /** Passes on what came of a question, and remembers whether it was refused. */
  async note<Answer>(api: OptionalApi, question: Promise<Answer>): Promise<Answer> {
    try {
      const answer = await question;
      this.#refused.delete(api);
      return answer;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { kafkaError, api: lacking } = error.details;
      if (lacking === api) this.setAbsent([...this.#absent, api]);
      else if (typeof kafkaError === 'string' && !error.retriable) this.#refused.set(api, kafkaError);
      throw error;
    }
  }
}
