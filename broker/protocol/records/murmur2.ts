/** The 32-bit murmur2 hash with the seed of Kafka's Java client, so that keys land on the partitions they land on there. */
export function murmur2(key: Buffer): number {
  const multiplier = 0x5bd1e995;
  const wholeBytes = key.length & ~3;
  let hash = 0x9747b28c ^ key.length;
  for (let at = 0; at < wholeBytes; at += 4) {
    let word = Math.imul(key.readInt32LE(at), multiplier);
    word = Math.imul(word ^ (word >>> 24), multiplier);
    hash = Math.imul(hash, multiplier) ^ word;
  }
  const rest = key.length - wholeBytes;
  if (rest > 0) {
    hash ^= key.readUIntLE(wholeBytes, rest);
    hash = Math.imul(hash, multiplier);
  }
  hash = Math.imul(hash ^ (hash >>> 13), multiplier);
  return hash ^ (hash >>> 15);
}

/** Where Kafka's default partitioner puts a record with this key. */
export function partitionForKey(key: Buffer, partitionCount: number): number {
  return (murmur2(key) & 0x7fff_ffff) % partitionCount;
}
