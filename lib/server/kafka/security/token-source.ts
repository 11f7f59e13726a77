import * as z from 'zod/mini';
import type { SaslConfig } from '../../console-config';
import { ServiceError } from '../../service-error';
import { readSecret } from './read-secret';

export type BearerConfig = SaslConfig & { mechanism: 'oauthbearer' };
type ClientCredentials = Extract<BearerConfig, { tokenEndpoint: string }>;

const answerTimeoutMs = 5_000;
/** A token that is about to expire would be refused by the time it arrives. */
const spareShare = 0.2;
const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.optional(z.number()) });

/** The bearer token of one cluster: as it is configured, or from its endpoint, where one is asked for only when the last has grown old. */
export class TokenSource {
  #token: string | undefined;
  #usableUntilMs = 0;
  #asking: Promise<string> | undefined;

  async token(config: BearerConfig): Promise<string> {
    if ('token' in config) return readSecret(config.token, 'token');
    if (this.#token !== undefined && Date.now() < this.#usableUntilMs) return this.#token;
    this.#asking ??= this.#ask(config).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #ask(config: ClientCredentials): Promise<string> {
    const secret = await readSecret(config.clientSecret, 'clientSecret');
    const answer = tokenAnswer.safeParse(await post(config, secret));
    if (!answer.success) throw failed(config, 'no-token');
    const { access_token: token, expires_in: seconds = 0 } = answer.data;
    this.#token = token;
    this.#usableUntilMs = Date.now() + seconds * 1000 * (1 - spareShare);
    return token;
  }
}

async function post(config: ClientCredentials, secret: string): Promise<unknown> {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (config.scope !== null) form.set('scope', config.scope);
  const credentials = Buffer.from(`${encodeURIComponent(config.clientId)}:${encodeURIComponent(secret)}`).toString('base64');
  try {
    const response = await fetch(config.tokenEndpoint, {
      method: 'POST',
      body: form,
      headers: { authorization: `Basic ${credentials}`, accept: 'application/json' },
      signal: AbortSignal.timeout(answerTimeoutMs),
      redirect: 'error',
    });
    if (response.ok) return await response.json();
    throw failed(config, `status ${response.status}`);
  } catch (error) {
    if (error instanceof ServiceError) throw error;
    throw failed(config, 'no-answer', error);
  }
}

function failed({ tokenEndpoint }: ClientCredentials, reason: string, cause?: unknown): ServiceError {
  return new ServiceError('AUTHENTICATION_FAILED', `${new URL(tokenEndpoint).host} gave the console no token (${reason}).`, {
    retriable: true,
    details: { address: new URL(tokenEndpoint).host, reason, unsent: true },
    cause,
  });
}
