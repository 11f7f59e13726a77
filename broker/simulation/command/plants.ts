import type { Plant } from './plant';

/** Bugs that the simulation has to find: each is one that somebody's broker had, or that this one could get by a slip. */
export const plants: readonly Plant[] = [
  {
    name: 'flush forgotten',
    what: 'the log says it is on the disk before it is: records acknowledged as synced are gone after a power failure',
    file: 'broker/log/log-flusher.ts',
    find: 'if (segment.sizeBytes > 0) await segment.file.sync();',
    replace: '',
    brokers: 1,
  },
  {
    name: 'directory fsync left out',
    what: 'a new segment’s name is not made durable: after a power failure the file is not there',
    file: 'broker/log/log-flusher.ts',
    find: 'await local.fileSystem.syncDirectory(local.directory);',
    replace: '',
    brokers: 1,
  },
  {
    name: 'recovery trusts lengths',
    what: 'recovery does not check sums: a batch whose pages were lost is served',
    file: 'broker/log/batch-scan.ts',
    find: "if (batchHeader.computeCrc(buffer, at) !== batchHeader.crc(buffer, at)) return 'the checksum does not match';",
    replace: '',
    brokers: 1,
  },
  {
    name: 'gap between segments kept',
    what: 'recovery keeps segments behind one that lost its end',
    file: 'broker/log/log-loader.ts',
    find: 'const stopped = result.stopped ?? this.#gapAfter(index, nextOffset);',
    replace: 'const stopped = result.stopped;',
    brokers: 1,
  },
  {
    name: 'metadata log not flushed',
    what: 'the controller answers before its decision is on the disk: topics are gone after a power failure',
    file: 'broker/interbroker/raft-driver.ts',
    find: 'await this.#log.flush();',
    replace: '',
    brokers: 1,
  },
  {
    name: 'producer state not rebuilt',
    what: 'recovery forgets what producers wrote since the last snapshot: a retry is written twice',
    file: 'broker/log/log-loader.ts',
    find: 'producers.replay(buffer, at);\n          return true;',
    replace: 'return true;',
    brokers: 1,
  },
  {
    name: 'duplicates not detected',
    what: 'a retried batch of an idempotent producer is written again',
    file: 'broker/log/append-preparation.ts',
    find: 'const original = producers.findDuplicate(records, 0);',
    replace: 'const original = undefined as ReturnType<typeof producers.findDuplicate>;',
    brokers: 1,
  },
];
