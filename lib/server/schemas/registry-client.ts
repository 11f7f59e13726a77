import * as http from 'node:http';
import * as https from 'node:https';
import type { ClusterConfig } from '../console-config';
import { readSecret } from '../kafka/security/read-secret';
import { ServiceError } from '../service-error';
import { RegistryFailure } from './registry-failure';

export type RegistryConfig = NonNullable<ClusterConfig['schemaRegistry']>;

const answerMsMax = 4_000;
const answerBytesMax = 1_048_576;
const connectionsMax = 8;

/**
 * Asks a Schema Registry. Credentials are read for each question, so that new ones count at once, and go nowhere but into its
 * header; redirections are not followed, as they would take them elsewhere.
 */
export class RegistryClient {
  readonly #config: RegistryConfig;
  readonly #agent: http.Agent;

  constructor(config: RegistryConfig) {
    this.#config = config;
    const options = { keepAlive: true, maxSockets: connectionsMax };
    this.#agent = new URL(config.url).protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
  }

  close(): void {
    this.#agent.destroy();
  }

  /** What it answers, as JSON; rejects with a RegistryFailure. */
  async get(path: string): Promise<unknown> {
    try {
      return await this.#ask(path);
    } catch (error) {
      throw failureOf(error);
    }
  }

  async #ask(path: string): Promise<unknown> {
    const { url, username, password, ca } = this.#config;
    const base = new URL(url);
    base.pathname = base.pathname.replace(/\/$/, '') + path;
    const secret = password === null ? '' : await readSecret(password, 'password of the Schema Registry');
    const options = {
      agent: this.#agent,
      headers: {
        accept: 'application/vnd.schemaregistry.v1+json, application/json',
        ...(username === null ? {} : { authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` }),
      },
      signal: AbortSignal.timeout(answerMsMax),
      ...(ca === null ? {} : { ca: await readSecret(ca, 'ca of the Schema Registry') }),
    };
    const response = await answerTo(base, options);
    const status = response.statusCode ?? 0;
    const body = await bodyOf(response);
    if (status === 404) throw new RegistryFailure('missing', 'It is not in the registry.');
    if (status !== 200) throw new RegistryFailure('silent', `The registry answers ${status}.`);
    return jsonOf(body);
  }
}

/** Asks again when the registry closed an idle connection at the moment it was used: that says nothing of the registry. */
function answerTo(url: URL, options: https.RequestOptions): Promise<http.IncomingMessage> {
  const send = url.protocol === 'https:' ? https.get : http.get;
  return new Promise((resolve, reject) => {
    const request = send(url, options, resolve).on('error', (error) => {
      const isStale = request.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
      if (isStale) resolve(answerTo(url, options));
      else reject(error);
    });
  });
}

async function bodyOf(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > answerBytesMax) throw new RegistryFailure('unusable', 'The registry answers with more than 1 MiB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new RegistryFailure('silent', 'The registry answers with something that is no JSON.');
    throw error;
  }
}

/** By its code: messages of Node.js and OpenSSL may say more than anybody should see. */
function failureOf(error: unknown): RegistryFailure {
  if (error instanceof RegistryFailure) return error;
  if (error instanceof ServiceError) return new RegistryFailure('silent', error.message);
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === 'ABORT_ERR') return new RegistryFailure('silent', `The registry did not answer within ${answerMsMax / 1000} s.`);
  return new RegistryFailure('silent', `The registry does not answer (${code ?? 'no reason given'}).`);
}
