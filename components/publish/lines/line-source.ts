export interface SourceLine {
  /** From 1. */
  readonly number: number;
  /** Without its line feed; undefined when it is not UTF-8. */
  readonly text: string | undefined;
  /** Read up to here. */
  readonly bytes: number;
}

/** A line may have as much as one request. */
const lineBytesMax = 16 * 1_048_576;
const lineFeed = 0x0a;

/** The lines of a file, read as they are needed, so that a file may be larger than memory. */
export async function* linesOf(blob: Blob): AsyncGenerator<SourceLine, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  const reader = blob.stream().getReader();
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  let number = 0;
  let bytes = 0;
  const take = (last: Uint8Array): SourceLine => {
    const line = kept.length === 0 ? last : joined([...kept, last], keptBytes + last.length);
    kept = [];
    keptBytes = 0;
    number += 1;
    return { number, text: textOf(decoder, line), bytes };
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      let from = 0;
      for (let at = value.indexOf(lineFeed); at !== -1; at = value.indexOf(lineFeed, from)) {
        bytes += at + 1 - from;
        yield take(value.subarray(from, at));
        from = at + 1;
      }
      bytes += value.length - from;
      // What is too long is passed over, not kept: it comes out as a line that cannot be read.
      if (keptBytes <= lineBytesMax) kept.push(value.slice(from));
      keptBytes += value.length - from;
    }
    if (keptBytes > 0) yield take(new Uint8Array());
  } finally {
    await reader.cancel();
  }
}

function textOf(decoder: TextDecoder, line: Uint8Array): string | undefined {
  if (line.length > lineBytesMax) return undefined;
  try {
    return decoder.decode(line);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
