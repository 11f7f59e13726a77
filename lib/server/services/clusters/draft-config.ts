import type { ClusterDraft } from '@/lib/contracts/connection-test';
import { clusterConfigOf, type ClusterConfig, type SaslConfig, type Secret } from '../../console-config';

/** A described cluster as configuration. Its secrets are values: no text of a browser names a file or a variable of the server. */
export function draftConfig({ id, name, colour, bootstrapServers, tls, sasl, readOnly }: ClusterDraft): ClusterConfig {
  return clusterConfigOf({
    id,
    name,
    colour,
    bootstrapServers,
    readOnly,
    tls: tls === null ? null : { ...tls, ca: valueOf(tls.ca), cert: valueOf(tls.cert), key: valueOf(tls.key) },
    sasl: sasl === null ? null : saslOf(sasl),
  });
}

function saslOf(sasl: NonNullable<ClusterDraft['sasl']>): SaslConfig {
  if (sasl.mechanism === 'oauthbearer') return { mechanism: sasl.mechanism, token: { value: sasl.token } };
  return { ...sasl, password: { value: sasl.password } };
}

function valueOf(text: string | null): Secret | null {
  return text === null ? null : { value: text };
}
