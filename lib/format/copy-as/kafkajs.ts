import { jsString } from './quote';
import { commonLimits, type Begin, type Edge, type Reading, type Snippet } from './reading';

/** A program for kafkajs, which reads as a group only: one of its own, that commits nothing. */
export function kafkajs(reading: Reading): Snippet {
  const { begin, end, security } = reading;
  const isLive = begin.kind === 'live';
  const tls = security === 'tls' || security === 'sasl-tls' ? ', ssl: true' : '';
  const code = `import { Kafka } from 'kafkajs';

const topic = ${jsString(reading.topic)};
const kafka = new Kafka({ brokers: [${reading.servers.map(jsString).join(', ')}]${tls} });
const admin = kafka.admin();
await admin.connect();
const ranges = new Map();
for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
  ${reading.isAllPartitions ? '' : `if ([${reading.partitions.join(', ')}].includes(partition)) `}ranges.set(partition, { low: BigInt(low), from: BigInt(low), to: BigInt(high) });
}
${[...from(begin), ...(end === null ? [] : until(end))].map((line) => `${line}\n`).join('')}await admin.disconnect();
${isLive ? '' : emptyRanges}
const consumer = kafka.consumer({ groupId: \`read-\${Date.now()}\`, readUncommitted: ${!reading.isCommitted} });
await consumer.connect();
await consumer.subscribe({ topic, fromBeginning: true });
await consumer.run({
  autoCommit: false,
  eachMessage: async ({ partition, message }) => {
    const range = ranges.get(partition);
    const offset = BigInt(message.offset);
    if (range === undefined || offset < range.from) return;
    ${isLive ? '' : 'if (offset < range.to) '}console.log(partition, message.offset, message.timestamp, String(message.key), String(message.value));
${isLive ? '' : lastOffset}  },
});
for (const [partition, { from }] of ranges) consumer.seek({ topic, partition, offset: String(from) });`;
  const newestEach = begin.kind === 'newest' && reading.partitions.length > 1;
  return {
    code,
    limits: [...(newestEach ? (['newestEach'] as const) : []), ...(isLive ? [] : (['waits'] as const)), ...commonLimits(reading)],
  };
}

const emptyRanges = `for (const [partition, { from, to }] of ranges) if (from >= to) ranges.delete(partition);
if (ranges.size === 0) process.exit();
`;

const lastOffset = `    if (offset >= range.to - 1n) ranges.delete(partition);
    if (ranges.size === 0) process.exit();
`;

/** Lines that move where the ranges begin, never before what there is. */
function from(begin: Begin): string[] {
  const not = (offset: string) => `range.from = ${offset} > range.low ? ${offset} : range.low;`;
  switch (begin.kind) {
    case 'oldest':
      return [];
    case 'live':
      return ['for (const range of ranges.values()) range.from = range.to;'];
    case 'newest':
      return [`for (const range of ranges.values()) ${not(`range.to - ${begin.count}n`)}`];
    case 'offset':
      return [`for (const range of ranges.values()) ${not(`${begin.at}n`)}`];
    case 'offsets':
      return [
        `for (const [partition, offset] of ${offsetList(begin.of)}) {`,
        '  const range = ranges.get(partition);',
        `  if (range !== undefined) ${not('offset')}`,
        '}',
      ];
    case 'time':
      return [
        `for (const { partition, offset } of await admin.fetchTopicOffsetsByTimestamp(topic, ${begin.atMs})) {`,
        '  const range = ranges.get(partition);',
        '  if (range !== undefined) range.from = BigInt(offset);',
        '}',
      ];
    case 'group':
      return [
        `const [committed] = await admin.fetchOffsets({ groupId: ${jsString(begin.group)}, topics: [topic] });`,
        'for (const { partition, offset } of committed.partitions) {',
        '  const range = ranges.get(partition);',
        `  if (range !== undefined) ${not('BigInt(offset)')}`,
        '}',
      ];
  }
}

function until(end: Edge): string[] {
  const not = (offset: string) => `range.to = ${offset} < range.to ? ${offset} : range.to;`;
  switch (end.kind) {
    case 'offset':
      return [`for (const range of ranges.values()) ${not(`${end.at}n`)}`];
    case 'offsets':
      return [
        `for (const [partition, offset] of ${offsetList(end.of)}) {`,
        '  const range = ranges.get(partition);',
        `  if (range !== undefined) ${not('offset')}`,
        '}',
      ];
    case 'time':
      return [
        `for (const { partition, offset } of await admin.fetchTopicOffsetsByTimestamp(topic, ${end.atMs})) {`,
        '  const range = ranges.get(partition);',
        '  if (range !== undefined) range.to = BigInt(offset);',
        '}',
      ];
  }
}

function offsetList(offsets: ReadonlyMap<number, string>): string {
  return `[${[...offsets].map(([partition, offset]) => `[${partition}, ${offset}n]`).join(', ')}]`;
}
