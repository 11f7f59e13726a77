import * as z from 'zod/mini';
import { HeldAnswers } from './held-answers';
import { RegistryClient, type RegistryConfig } from './registry-client';
import { RegistryFailure } from './registry-failure';
import { textOfSubject, type SubjectText } from './registry-texts';

/** A schema registered just now should count soon. */
const holdMs = 10_000;

const namesAnswer = z.array(z.string());

/** The subjects of a registry and their schemas, as people choose them. */
export class RegistrySubjects {
  readonly #client: RegistryClient;
  readonly #names: HeldAnswers<readonly string[]>;
  readonly #schemas: HeldAnswers<SubjectText>;

  constructor(config: RegistryConfig, now = Date.now) {
    this.#client = new RegistryClient(config);
    this.#names = new HeldAnswers(holdMs, now);
    this.#schemas = new HeldAnswers(holdMs, now);
  }

  close(): void {
    this.#client.close();
  }

  /** Their names, sorted. Rejects with a RegistryFailure. */
  names(): Promise<readonly string[]> {
    return this.#names.get('', async () => {
      const names = z.safeParse(namesAnswer, await this.#client.get('/subjects'));
      if (!names.success) throw new RegistryFailure('silent', 'What the registry answers is no list of subjects.');
      return names.data.sort();
    });
  }

  /** Null: the latest. Rejects with a RegistryFailure. */
  schema(subject: string, version: number | null): Promise<SubjectText> {
    return this.#schemas.get(`${version ?? 'latest'} ${subject}`, () => textOfSubject(this.#client, subject, version));
  }
}
