/** Long work that writes messages. */
export const run = {
  progress: 'How far it is',
  starting: 'Starting…',
  rate: '{rate}, {duration}',
  failed: { one: '{count} not written', other: '{count} not written' },
  stop: 'Stop',
  stopping: 'Stopping…',
  done: {
    one: '{count} message written in {duration}: {rate}, {bytes}.',
    other: '{count} messages written in {duration}: {rate}, {bytes}.',
  },
  stopped: {
    one: 'Stopped after {count} message, {duration}: {rate}, {bytes}.',
    other: 'Stopped after {count} messages, {duration}: {rate}, {bytes}.',
  },
  soFar: { one: 'Written before that: {count} message at least.', other: 'Written before that: {count} messages at least.' },
  failure: { one: '{count} not written: {reason}', other: '{count} not written: {reason}' },
  failureIn: { one: '{count} not written to {place}: {reason}', other: '{count} not written to {place}: {reason}' },
  unknown: { one: '{count} may be written or not. {message}', other: '{count} may be written or not. {message}' },
  wouldFail: { one: '{count} would be refused: {reason}', other: '{count} would be refused: {reason}' },
  where: 'Where they are',
  range: '{partition} {count}, offsets {first}–{last}',
  unknownRange: '{partition} {count}',
  otherPartitions: { one: 'and {count} more partition', other: 'and {count} more partitions' },
} as const;
