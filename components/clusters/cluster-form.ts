import { clusterDraft, clusterDraftFields, tlsDraftFields, type ClusterDraft } from '@/lib/contracts/connection-test';
import type { ClusterColour } from '@/lib/contracts/cluster';

export type SaslChoice = 'none' | 'plain' | 'scram-sha-256' | 'scram-sha-512' | 'oauthbearer';

/** What is typed into the form, as it is typed. */
export interface ClusterForm {
  readonly name: string;
  readonly servers: string;
  readonly colour: ClusterColour | 'none';
  readonly readOnly: boolean;
  readonly tls: boolean;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
  readonly serverName: string;
  readonly verify: boolean;
  readonly sasl: SaslChoice;
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

export const emptyForm: ClusterForm = {
  name: '',
  servers: '',
  colour: 'none',
  readOnly: false,
  tls: false,
  ca: '',
  cert: '',
  key: '',
  serverName: '',
  verify: true,
  sasl: 'none',
  username: '',
  password: '',
  token: '',
};

/** The id that stands in addresses: the name in small letters, digits and hyphens. */
export function idOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  return id === '' ? 'cluster' : id;
}

/** The request, or the names of the fields that are not right yet. */
export function draftOf(form: ClusterForm): { draft: ClusterDraft } | { wrong: ReadonlySet<string> } {
  const bootstrapServers = form.servers.split(/[\s,]+/).filter((server) => server !== '');
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  const candidate = {
    id: idOf(form.name),
    name: form.name.trim(),
    colour: form.colour === 'none' ? null : form.colour,
    bootstrapServers,
    tls: form.tls
      ? {
          ca: orNull(form.ca),
          cert: orNull(form.cert),
          key: orNull(form.key),
          serverName: orNull(form.serverName),
          verify: form.verify,
        }
      : null,
    sasl: saslOf(form),
    readOnly: form.readOnly,
  };
  const parsed = clusterDraft.safeParse(candidate);
  if (parsed.success) return { draft: parsed.data };
  const wrong = new Set([
    ...wrongIn(clusterDraftFields, candidate),
    ...(candidate.tls === null ? [] : wrongIn(tlsDraftFields, candidate.tls)),
  ]);
  // Of it, it is a field that is wrong.
  wrong.delete('tls');
  return { wrong };
}

interface Field {
  safeParse: (value: unknown) => { success: boolean };
}

function wrongIn(fields: Readonly<Record<string, Field>>, values: object): string[] {
  return Object.keys(fields).filter((name) => fields[name]?.safeParse(Reflect.get(values, name)).success === false);
}

function saslOf({ sasl, username, password, token }: ClusterForm): object | null {
  switch (sasl) {
    case 'none':
      return null;
    case 'oauthbearer':
      return { mechanism: sasl, token };
    default:
      return { mechanism: sasl, username, password };
  }
}
