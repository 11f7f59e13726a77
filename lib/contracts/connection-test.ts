import * as z from 'zod/mini';
import { clusterColour } from './cluster';

const address = z.string().check(z.regex(/^(\[[0-9a-fA-F:.]+\]|[^\s:,/[\]]+):\d{1,5}$/));
const text = z.string().check(z.minLength(1), z.maxLength(8_192));
const pem = z.string().check(z.includes('-----BEGIN '), z.maxLength(262_144));

export const tlsDraftFields = {
  ca: z.nullable(pem),
  cert: z.nullable(pem),
  key: z.nullable(pem),
  serverName: z.nullable(text),
  verify: z.boolean(),
};

export const clusterDraftFields = {
  id: z.string().check(z.regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,62}$/)),
  name: text,
  colour: z.nullable(clusterColour),
  bootstrapServers: z.array(address).check(z.minLength(1), z.maxLength(20)),
  tls: z.nullable(z.object(tlsDraftFields)),
  sasl: z.nullable(
    z.union([
      z.object({ mechanism: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']), username: text, password: text }),
      z.object({ mechanism: z.literal('oauthbearer'), token: text }),
    ]),
  ),
  readOnly: z.boolean(),
};

/**
 * POST /api/v1/clusters and POST /api/v1/connection-tests: a cluster as a person describes it. Secrets come as themselves:
 * what the server's environment and files hold is for its configuration file alone.
 */
export const clusterDraft = z.object(clusterDraftFields);

export const connectionStep = z.object({
  step: z.enum(['name', 'port', 'tls', 'kafka', 'sasl']),
  ok: z.boolean(),
  /**
   * Why it failed: a word of ours (TIMEOUT, CLOSED, TLS_EXPECTED, HTTP, NOT_KAFKA, SASL_EXPECTED, NO_SASL, MECHANISM, CREDENTIALS,
   * UNREADABLE) or a code of the system, Node.js or OpenSSL (ENOTFOUND, ECONNREFUSED, SELF_SIGNED_CERT_IN_CHAIN…).
   */
  reason: z.nullable(z.string()),
  /** What was found out: addresses, who a certificate is for, offered mechanisms, what the broker said. */
  facts: z.record(z.string(), z.string()),
});

export const testedAddress = z.object({
  address: z.string(),
  /** Null for a bootstrap address; else the broker that told clients to call it there. */
  broker: z.nullable(z.int()),
  /** In their order; the first that failed is the last. */
  steps: z.array(connectionStep),
});

export const connectionTest = z.object({
  ok: z.boolean(),
  bootstrap: z.array(testedAddress),
  /** Where brokers say they are; empty when no bootstrap address got that far. */
  advertised: z.array(testedAddress),
  clusterId: z.nullable(z.string()),
});

export type ClusterDraft = z.infer<typeof clusterDraft>;
export type ConnectionStep = z.infer<typeof connectionStep>;
export type TestedAddress = z.infer<typeof testedAddress>;
export type ConnectionTest = z.infer<typeof connectionTest>;
