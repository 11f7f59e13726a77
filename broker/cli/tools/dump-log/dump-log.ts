import path from 'node:path';
import { UsageError } from '../../usage-error';
import { wholeNumber, type Options, type OptionSpecs } from '../command-line';
import { defineTool, type ToolContext } from '../define-tool';
import { requireOptions } from '../option-rules';
import { dumpOffsetIndex, dumpTimeIndex } from './dump-index';
import { dumpProducers } from './dump-producers';
import { dumpRecords } from './dump-records';
import type { DumpSettings } from './dump-settings';
import { metadataDecoder, offsetsDecoder, textDecoder } from './record-decoders';

const specs: OptionSpecs = {
  files: { kind: 'value', placeholder: 'file,…', help: 'logs, snapshots and indexes of a partition (required)' },
  'print-data-log': { kind: 'flag', help: 'print keys and values of records' },
  'deep-iteration': { kind: 'flag', help: 'print a line for each record, and not only for each batch' },
  'offsets-decoder': { kind: 'flag', help: 'records are those of __consumer_offsets' },
  'cluster-metadata-decoder': { kind: 'flag', help: 'records are those of __cluster_metadata' },
  'skip-record-metadata': { kind: 'flag', help: 'print of records only keys and values' },
  'index-sanity-check': { kind: 'flag', help: 'only tell whether a broker that starts would keep the index' },
  'verify-index-only': { kind: 'flag', help: 'only look for mistakes in the index' },
  'max-bytes': { kind: 'value', placeholder: 'bytes', help: 'read only so much of each log' },
};

function settingsOf({ options, print, warn, stopped }: ToolContext): DumpSettings {
  const isMetadata = options.flag('cluster-metadata-decoder');
  const isOffsets = options.flag('offsets-decoder');
  const isContentPrinted = options.flag('print-data-log') || isMetadata || isOffsets;
  return {
    print,
    warn,
    stopped,
    decoder: isMetadata ? metadataDecoder : isOffsets ? offsetsDecoder : textDecoder,
    isContentPrinted,
    isDeep: isContentPrinted || options.flag('deep-iteration'),
    isMetadataSkipped: options.flag('skip-record-metadata'),
    isVerifyOnly: options.flag('verify-index-only'),
    isSanityOnly: options.flag('index-sanity-check'),
    maxBytes: Number(options.value('max-bytes') ?? Number.MAX_SAFE_INTEGER),
  };
}

function filesOf(options: Options): string[] {
  return (options.value('files') ?? '').split(',').filter((file) => file !== '');
}

/** Returns what is wrong with the file, to be told at the end. */
async function dumpFile(file: string, settings: DumpSettings): Promise<string[]> {
  switch (path.extname(file)) {
    case '.log':
    case '.checkpoint': {
      const gaps = await dumpRecords(file, settings);
      const lines = gaps.map(([before, after]) => `  ${before} is followed by ${after}`);
      return lines.length === 0 ? [] : [`Non-consecutive offsets in ${path.resolve(file)}`, ...lines];
    }
    case '.index':
      return dumpOffsetIndex(file, settings);
    case '.timeindex':
      return dumpTimeIndex(file, settings);
    case '.snapshot':
      await dumpProducers(file, settings);
      return [];
    default:
      settings.warn(`Ignoring unknown file ${file}`);
      return [];
  }
}

function readProblem(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  return new UsageError(`--files: ${file} cannot be read (${String(error.code)})`, { cause: error });
}

async function execute(context: ToolContext): Promise<number> {
  const settings = settingsOf(context);
  const problems: string[] = [];
  for (const file of filesOf(context.options)) {
    await context.print(`Dumping ${file}\n`);
    try {
      problems.push(...(await dumpFile(file, settings)));
    } catch (error) {
      throw readProblem(file, error);
    }
  }
  for (const line of problems) context.warn(line);
  return 0;
}

/** `kafka-dump-log`. */
export const dumpLog = defineTool({
  name: 'dump-log',
  summary: 'Prints what is in the files of a partition; no broker is asked.',
  options: specs,
  isLocal: true,
  check: (options) => {
    requireOptions(options, ['files']);
    const maxBytes = options.value('max-bytes');
    if (maxBytes !== undefined) wholeNumber('max-bytes', maxBytes, 1);
    if (options.flag('offsets-decoder') && options.flag('cluster-metadata-decoder')) {
      throw new UsageError('dump-log: give only one of --offsets-decoder or --cluster-metadata-decoder');
    }
  },
  execute,
});
