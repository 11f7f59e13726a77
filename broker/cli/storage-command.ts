import { readMetaProperties, encodeMetaProperties } from '../interbroker/meta-properties';
import { randomUuid } from '../metadata/random-uuid';
import { createNodeLogger } from '../platform/node/node-logger';
import { createNodePlatform } from '../platform/node/node-platform';
import type { Platform } from '../platform/platform';
import { readServerProperties } from './broker/server-properties';
import { formatCommand, formatSpecs } from './storage/format-command';
import { helpText, parseCommandLine, type Options, type OptionSpecs } from './tools/command-line';
import { UsageError } from './usage-error';

interface Subcommand {
  readonly summary: string;
  readonly specs: OptionSpecs;
  readonly run: (platform: Platform, options: Options, print: (line: string) => void) => Promise<number> | number;
}

const help: OptionSpecs = { help: { kind: 'flag', help: 'print this and exit' } };
const configSpecs: OptionSpecs = { config: { kind: 'value', placeholder: 'file', help: "the broker's properties" } };

const subcommands: Readonly<Record<string, Subcommand>> = {
  format: { summary: 'Makes a log directory for a broker.', specs: formatSpecs, run: formatCommand },
  info: { summary: 'Shows what a log directory says it is.', specs: configSpecs, run: showInfo },
  'random-uuid': {
    summary: 'Prints a new id, for a cluster or a directory.',
    specs: {},
    run: ({ random }, _options, print) => {
      print(randomUuid(random));
      return 0;
    },
  },
};

/** Kafka's letters for the options. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['-c', '--config'],
  ['-t', '--cluster-id'],
  ['-s', '--standalone'],
  ['-I', '--initial-controllers'],
  ['-N', '--no-initial-controllers'],
  ['-g', '--ignore-formatted'],
  ['-h', '--help'],
]);

const usage = `Usage: ottla storage <format | info | random-uuid> [options]

ottla storage <command> --help tells more.
`;

/** `kafka-storage`. Resolves to the exit code. */
export async function storageCommand(
  [name, ...args]: readonly string[],
  print: (line: string) => void = (line) => process.stdout.write(`${line}\n`),
): Promise<number> {
  const subcommand = name === undefined ? undefined : subcommands[name];
  if (name === undefined || subcommand === undefined) {
    if (name !== undefined && name !== '--help' && name !== '-h') throw new UsageError(`storage: there is no "${name}"`);
    print(usage);
    return name === undefined ? 1 : 0;
  }
  const specs = { ...subcommand.specs, ...help };
  const options = parseCommandLine(
    `storage ${name}`,
    args.map((arg) => shortNames.get(arg) ?? arg),
    specs,
  );
  if (options.flag('help')) {
    print(helpText(`storage ${name}`, subcommand.summary, specs));
    return 0;
  }
  return subcommand.run(createNodePlatform({ logger: createNodeLogger({ level: 'warn' }) }), options, print);
}

async function showInfo({ fileSystem }: Platform, options: Options, print: (line: string) => void): Promise<number> {
  const file = options.value('config');
  if (file === undefined) throw new UsageError('storage info: --config is needed');
  const { directory } = await readServerProperties(file);
  const meta = await readMetaProperties(fileSystem, directory);
  print(`Found log directory:\n  ${directory}\n`);
  if (meta === undefined) {
    print(`Found problem:\n  ${directory} is not formatted.\n`);
    return 1;
  }
  const lines = encodeMetaProperties(meta).toString().trim().split('\n').sort();
  print(`Found metadata: {${lines.join(', ')}}\n`);
  return 0;
}
