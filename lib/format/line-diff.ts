/** A stretch of lines: the same on both sides, or other lines in the place of others. Ends are exclusive; either side may be empty. */
export interface DiffPart {
  readonly isSame: boolean;
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

export interface LineDiff {
  readonly parts: readonly DiffPart[];
  /** False when the sides differ too much to be matched: what lies between their common beginning and end is then one difference. */
  readonly isMatched: boolean;
}

/** Beyond this many lines taken out and put in, matching takes long and helps nobody: time and memory grow with its square. */
export const editsMaxDefault = 2_000;

/**
 * The shortest way from one list of lines to the other, after Myers, "An O(ND) Difference Algorithm" (1986): all that can be reached
 * with one edit more, step by step, until the end is reached; then back along the steps that were kept.
 */
export function diffLines(a: readonly string[], b: readonly string[], editsMax = editsMaxDefault): LineDiff {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [aIds, bIds] = numbered(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  const runs = matchingRuns(aIds, bIds, editsMax);
  const parts = new PartList();
  parts.addSame(0, 0, head);
  for (const { a: aAt, b: bAt, length } of runs ?? []) parts.addSame(head + aAt, head + bAt, length);
  parts.addSame(a.length - tail, b.length - tail, tail);
  return { parts: parts.upTo(a.length, b.length), isMatched: runs !== undefined };
}

interface Run {
  readonly a: number;
  readonly b: number;
  readonly length: number;
}

/** Lines as numbers, the same number for the same line: compared at once, however long. */
function numbered(a: readonly string[], b: readonly string[]): [Uint32Array, Uint32Array] {
  const ids = new Map<string, number>();
  const idOf = (line: string): number => {
    const id = ids.get(line) ?? ids.size;
    ids.set(line, id);
    return id;
  };
  return [Uint32Array.from(a, idOf), Uint32Array.from(b, idOf)];
}

/** Where lines match, in order; undefined when it takes more edits than allowed. */
function matchingRuns(a: Uint32Array, b: Uint32Array, editsMax: number): Run[] | undefined {
  const bound = Math.min(editsMax, a.length + b.length);
  /** How far into `a` each diagonal (a − b) has come; diagonal 0 is in the middle. */
  const reach = new Int32Array(2 * bound + 3);
  const steps: Int32Array[] = [];
  for (let edits = 0; edits <= bound; edits += 1) {
    steps.push(reach.slice(bound - edits, bound + edits + 3));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = diagonal + bound + 1;
      let aAt = isDown(reach, at, diagonal, edits) ? valueAt(reach, at + 1) : valueAt(reach, at - 1) + 1;
      let bAt = aAt - diagonal;
      while (aAt < a.length && bAt < b.length && a[aAt] === b[bAt]) {
        aAt += 1;
        bAt += 1;
      }
      reach[at] = aAt;
      if (aAt >= a.length && bAt >= b.length) return runsBack(steps, a.length, b.length);
    }
  }
  return undefined;
}

/** Whether a diagonal is best come to by a line of `b`, else by one of `a`. */
function isDown(reach: Int32Array, at: number, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && valueAt(reach, at - 1) < valueAt(reach, at + 1));
}

function valueAt(reach: Int32Array, at: number): number {
  return reach[at] ?? 0;
}

function runsBack(steps: readonly Int32Array[], aLength: number, bLength: number): Run[] {
  const runs: Run[] = [];
  let [aAt, bAt] = [aLength, bLength];
  for (let edits = steps.length - 1; edits >= 0; edits -= 1) {
    const before = steps[edits] ?? new Int32Array();
    const diagonal = aAt - bAt;
    const at = diagonal + edits + 1;
    const cameDown = isDown(before, at, diagonal, edits);
    const aFrom = edits === 0 ? 0 : valueAt(before, cameDown ? at + 1 : at - 1);
    const bFrom = edits === 0 ? 0 : aFrom - (diagonal + (cameDown ? 1 : -1));
    const aStart = edits === 0 || cameDown ? aFrom : aFrom + 1;
    if (aAt > aStart) runs.push({ a: aStart, b: aStart - diagonal, length: aAt - aStart });
    [aAt, bAt] = [aFrom, bFrom];
  }
  return runs.reverse();
}

/** Parts in order; what lies between two that are the same differs. */
class PartList {
  readonly #parts: DiffPart[] = [];
  #a = 0;
  #b = 0;

  addSame(a: number, b: number, length: number): void {
    if (length === 0) return;
    this.#close(a, b);
    const last = this.#parts.at(-1);
    const isNext = last?.isSame === true && last.aEnd === a && last.bEnd === b;
    if (isNext) this.#parts.pop();
    const [aStart, bStart] = isNext ? [last.aStart, last.bStart] : [a, b];
    this.#a = a + length;
    this.#b = b + length;
    this.#parts.push({ isSame: true, aStart, aEnd: this.#a, bStart, bEnd: this.#b });
  }

  upTo(a: number, b: number): readonly DiffPart[] {
    this.#close(a, b);
    return this.#parts;
  }

  #close(a: number, b: number): void {
    if (a === this.#a && b === this.#b) return;
    this.#parts.push({ isSame: false, aStart: this.#a, aEnd: a, bStart: this.#b, bEnd: b });
    this.#a = a;
    this.#b = b;
  }
}

/** What of two lines differs: where it begins in both, and where it ends in each. */
export function changedPart(a: string, b: string): { readonly start: number; readonly aEnd: number; readonly bEnd: number } {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  if (isHighSurrogate(a, start - 1)) start -= 1;
  let tail = 0;
  while (tail < shorter - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  if (isHighSurrogate(a, a.length - tail - 1) || isHighSurrogate(b, b.length - tail - 1)) tail -= 1;
  return { start, aEnd: a.length - tail, bEnd: b.length - tail };
}

/** A character of two units is not torn apart. */
function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00;
}
