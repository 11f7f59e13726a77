import { X509Certificate } from 'node:crypto';
import { createSecureContext, type ConnectionOptions } from 'node:tls';
import type { KafkaConfig } from 'kafkajs';
import type { ClusterConfig, TlsConfig } from '../../console-config';
import { ServiceError } from '../../service-error';
import { readSecret } from './read-secret';
import { saslMechanism } from './sasl-mechanism';
import { TokenSource } from './token-source';

export type ResolvedSecurity = { ssl?: ConnectionOptions } & Pick<KafkaConfig, 'sasl'>;

/** Pages ask all the time, and an account may be locked after so many wrong passwords. */
const refusalHoldMs = 10_000;

/** How connections to one cluster are secured. Secrets and certificates are read for each connection, so that new ones count at once. */
export class ConnectionSecurity {
  readonly #config: Pick<ClusterConfig, 'tls' | 'sasl'>;
  readonly #tokens = new TokenSource();
  #refusal: { error: ServiceError; untilMs: number } | undefined;

  constructor(config: Pick<ClusterConfig, 'tls' | 'sasl'>) {
    this.#config = config;
  }

  /** The cluster refused the credentials: they are not shown again at once. */
  noteRefusal(error: ServiceError): void {
    if (error !== this.#refusal?.error) this.#refusal = { error, untilMs: Date.now() + refusalHoldMs };
  }

  async resolve(): Promise<ResolvedSecurity> {
    if (this.#refusal !== undefined && Date.now() < this.#refusal.untilMs) throw this.#refusal.error;
    const { tls, sasl } = this.#config;
    return {
      ...(tls === null ? {} : { ssl: await tlsOptions(tls) }),
      ...(sasl === null ? {} : { sasl: saslMechanism(sasl, this.#tokens) }),
    };
  }
}

async function tlsOptions({ ca, cert, key, keyPassphrase, serverName, verify }: TlsConfig): Promise<ConnectionOptions> {
  const material = {
    ...(ca === null ? {} : { ca: await readSecret(ca, 'ca') }),
    ...(cert === null ? {} : { cert: await readSecret(cert, 'cert') }),
    ...(key === null ? {} : { key: await readSecret(key, 'key') }),
    ...(keyPassphrase === null ? {} : { passphrase: await readSecret(keyPassphrase, 'keyPassphrase') }),
  };
  try {
    // Here, where what is wrong with a certificate or key is known to be about them and not about a broker.
    createSecureContext(material);
    // OpenSSL passes over an authority that is none.
    if (material.ca !== undefined) new X509Certificate(material.ca);
  } catch (error) {
    throw new ServiceError('CREDENTIALS_UNREADABLE', 'The certificates or the key of this cluster cannot be used.', {
      retriable: true,
      details: { what: 'tls', reason: codeOf(error), unsent: true },
      cause: error,
    });
  }
  return { ...material, rejectUnauthorized: verify, ...(serverName === null ? {} : { servername: serverName }) };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unusable';
}
