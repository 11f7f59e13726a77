import { LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../../usage-error';
import {
  clusterColours,
  type ClusterSettings,
  type SaslSettings,
  type SchemaRegistrySettings,
  type TlsSettings,
} from './cluster-settings';
import { schemaRulesOf } from './schema-files';
import { Setting, type ConfigSource } from './setting';

/** An id is a part of every address, and stands in it as it is. */
const clusterId = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,62}$/;
const address = /^(\[[0-9a-fA-F:.]+\]|[^\s:,/[\]]+):(\d{1,5})$/;
const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512', 'oauthbearer'] as const;

/** The clusters of a configuration file. Throws UsageError with file, line and key at the first thing that is wrong. */
export function parseConfig(
  text: string,
  source: Pick<ConfigSource, 'file' | 'environment' | 'resolveFile'>,
): { clusters: ClusterSettings[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = document.errors;
  if (broken !== undefined) throw new UsageError(`${source.file}:${lines.linePos(broken.pos[0]).line}: ${broken.message}`);
  const root = new Setting({ ...source, lines, document }, '', document.contents);
  if (!root.isGiven) return { clusters: [] };
  const clusters = root.mapping(['clusters'])('clusters');
  if (!clusters.isGiven) return { clusters: [] };
  const ids = new Set<string>();
  return {
    clusters: clusters.list().map((setting) => {
      const cluster = clusterOf(setting);
      if (ids.has(cluster.id)) throw setting.fault(`there are two clusters with the id ${cluster.id}`);
      ids.add(cluster.id);
      return cluster;
    }),
  };
}

function clusterOf(setting: Setting): ClusterSettings {
  const of = setting.mapping([
    'id',
    'name',
    'colour',
    'bootstrapServers',
    'tls',
    'sasl',
    'readOnly',
    'schemaRegistry',
    'schemas',
  ]);
  const id = of('id').text();
  if (!clusterId.test(id))
    throw of('id').fault(
      `"${id}" is no id: it takes up to 63 letters, digits, dots, underscores and hyphens, and no dot at the start`,
    );
  if (id === 'local') throw of('id').fault('"local" is the cluster that Ottla runs itself');
  return {
    id,
    name: of('name').optionalText() ?? id,
    colour: of('colour').isGiven ? of('colour').oneOf(clusterColours) : null,
    bootstrapServers: addressesOf(of('bootstrapServers')),
    tls: tlsOf(of('tls')),
    sasl: of('sasl').isGiven ? saslOf(of('sasl')) : null,
    readOnly: of('readOnly').flag(false),
    schemaRegistry: of('schemaRegistry').isGiven ? registryOf(of('schemaRegistry')) : null,
    schemas: schemaRulesOf(of('schemas')),
  };
}

/** A list, or one text with commas as Kafka's own clients take it. */
function addressesOf(setting: Setting): string[] {
  const given = setting.isList ? setting.list() : [setting];
  const addresses = given.flatMap((item) =>
    item
      .text()
      .split(',')
      .map((part) => {
        const trimmed = part.trim();
        const [, , port] = address.exec(trimmed) ?? [];
        if (port === undefined || Number(port) > 65_535 || Number(port) === 0) throw item.fault(`"${trimmed}" is not host:port`);
        return trimmed;
      }),
  );
  if (addresses.length === 0) throw setting.fault('is empty');
  return addresses;
}

/** `tls: true` trusts what Node.js trusts. */
function tlsOf(setting: Setting): TlsSettings | null {
  const nothing = { ca: null, cert: null, key: null, keyPassphrase: null, serverName: null, verify: true };
  if (!setting.isMapping) return setting.flag(false) ? nothing : null;
  const of = setting.mapping(['ca', 'cert', 'key', 'keyPassphrase', 'serverName', 'verify']);
  if (of('cert').isGiven && !of('key').isGiven) throw of('key').fault('is missing; a client certificate needs its key');
  if (of('key').isGiven && !of('cert').isGiven) throw of('cert').fault('is missing; a key needs its client certificate');
  return {
    ca: of('ca').optionalPem(),
    cert: of('cert').optionalPem(),
    key: of('key').optionalPem(),
    keyPassphrase: of('keyPassphrase').optionalSecret(),
    serverName: of('serverName').optionalText(),
    verify: of('verify').flag(true),
  };
}

function saslOf(setting: Setting): SaslSettings {
  const of = setting.mapping([
    'mechanism',
    'username',
    'password',
    'token',
    'tokenEndpoint',
    'clientId',
    'clientSecret',
    'scope',
  ]);
  const mechanism = of('mechanism').oneOf(mechanisms);
  const refuse = (settings: readonly Setting[]): void => {
    for (const other of settings) if (other.isGiven) throw other.fault(`is not for ${mechanism} as it is set up here`);
  };
  if (mechanism !== 'oauthbearer') {
    refuse([of('token'), of('tokenEndpoint'), of('clientId'), of('clientSecret'), of('scope')]);
    return { mechanism, username: of('username').text(), password: of('password').secret() };
  }
  refuse([of('username'), of('password')]);
  if (!of('token').isGiven && !of('tokenEndpoint').isGiven)
    throw of('token').fault('is missing; oauthbearer needs a token, or a tokenEndpoint with clientId and clientSecret');
  if (of('token').isGiven) {
    refuse([of('tokenEndpoint'), of('clientId'), of('clientSecret'), of('scope')]);
    return { mechanism, token: of('token').secret() };
  }
  return {
    mechanism,
    tokenEndpoint: webAddressOf(of('tokenEndpoint')),
    clientId: of('clientId').text(),
    clientSecret: of('clientSecret').secret(),
    scope: of('scope').optionalText(),
  };
}

function registryOf(setting: Setting): SchemaRegistrySettings {
  if (!setting.isMapping) return { url: webAddressOf(setting), username: null, password: null, ca: null };
  const of = setting.mapping(['url', 'username', 'password', 'ca']);
  if (of('username').isGiven && !of('password').isGiven) throw of('password').fault('is missing; a username needs its password');
  if (of('password').isGiven && !of('username').isGiven) throw of('username').fault('is missing; a password needs its username');
  return {
    url: webAddressOf(of('url')),
    username: of('username').optionalText(),
    password: of('password').optionalSecret(),
    ca: of('ca').optionalPem(),
  };
}

function webAddressOf(setting: Setting): string {
  const text = setting.text();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && (url.username !== '' || url.password !== ''))
    throw setting.fault('holds a password; give it as username and password');
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw setting.fault(`"${text}" is no http or https address`);
  return text;
}
