/**
 * Where a secret, or a certificate, is to be found. What the environment or a file holds is read when a connection is
 * made: it stays out of what the launcher hands on, and a certificate that was renewed is used at once.
 */
export type Secret = { value: string } | { env: string } | { file: string };

export interface TlsSettings {
  /** Authorities to trust instead of those that Node.js knows, in PEM. */
  ca: Secret | null;
  /** The certificate and key that the console shows, where the brokers ask for one. */
  cert: Secret | null;
  key: Secret | null;
  keyPassphrase: Secret | null;
  /** The name that certificates must be for, when it is not the name that was called. */
  serverName: string | null;
  /** False takes any certificate. */
  verify: boolean;
}

export type SaslSettings =
  | { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: Secret }
  | { mechanism: 'oauthbearer'; token: Secret }
  | { mechanism: 'oauthbearer'; tokenEndpoint: string; clientId: string; clientSecret: Secret; scope: string | null };

export interface SchemaRegistrySettings {
  url: string;
  username: string | null;
  password: Secret | null;
  ca: Secret | null;
}

/** A schema that messages are written with. */
export interface SchemaFileSettings {
  type: 'avro' | 'protobuf';
  /** Absolute. */
  path: string;
  /** The message's name in a `.proto` file; null for its first. */
  message: string | null;
}

export interface SchemaRuleSettings {
  /** A topic's name; `*` in it stands for any characters. */
  topic: string;
  key: SchemaFileSettings | null;
  value: SchemaFileSettings | null;
}

export const clusterColours = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'violet', 'pink', 'grey'] as const;

/** One cluster of the configuration file. */
export interface ClusterSettings {
  id: string;
  name: string;
  colour: (typeof clusterColours)[number] | null;
  bootstrapServers: string[];
  tls: TlsSettings | null;
  sasl: SaslSettings | null;
  readOnly: boolean;
  schemaRegistry: SchemaRegistrySettings | null;
  schemas: SchemaRuleSettings[];
}
