import { endOfJsonValue, nextJsonToken, type JsonToken } from './json-scanner';

/** A value as it is written; cut when the text ends in it, or where it may go on. */
export interface JsonFound {
  readonly text: string;
  readonly isCut: boolean;
}

export interface JsonAtPath {
  readonly found: readonly JsonFound[];
  /** There may be more: the text ends before the document does, or there are more places than were asked for. */
  readonly isPartial: boolean;
}

/** A container that is open: how many steps of the path lead to it, and where in it the walk is. */
interface Open {
  readonly kind: '{' | '[';
  readonly steps: number;
  index: number;
  key: string | undefined;
  /** How much had been found before the field that matched: a name that comes again counts instead of the first. */
  foundBefore: number | undefined;
}

/**
 * What stands at a path of a JSON text, which may be cut anywhere. A list is looked into at every place unless the path says which,
 * as in quick filters. The text is walked once, nothing of it becomes a JavaScript object, and depth costs no recursion.
 */
export function jsonAtPath(text: string, path: readonly string[], placesMax: number): JsonAtPath {
  const found: JsonFound[] = [];
  const stack: Open[] = [];
  for (let at = 0; ;) {
    const token = nextJsonToken(text, at);
    const open = stack.at(-1);
    at = token.end;
    if (token.kind === '}' || token.kind === ']') stack.pop();
    else if (token.kind === 'end' || (token.kind === 'bad' && text[token.start] !== '"'))
      return { found, isPartial: at === text.length && stack.length > 0 };
    else if (isValue(text, token, open)) {
      const steps = open === undefined ? 0 : stepsTo(open, path);
      if (steps !== undefined) forgetEarlier(open, found);
      if (steps === path.length) {
        if (found.length === placesMax) return { found, isPartial: true };
        at = endOfJsonValue(text, token.start);
        found.push({ text: text.slice(token.start, at), isCut: at === text.length && stack.length > 0 });
      } else if (steps !== undefined && (token.kind === '{' || token.kind === '[')) {
        stack.push({ kind: token.kind, steps, index: 0, key: undefined, foundBefore: undefined });
      } else {
        at = endOfJsonValue(text, token.start);
      }
    } else continue;
    if (stack.length === 0) return { found, isPartial: false };
  }
}

/** False for what stands between values: a comma or a name moves the walk on in its container. */
function isValue(text: string, token: JsonToken, open: Open | undefined): boolean {
  if (token.kind === ':') return false;
  if (token.kind === ',') {
    if (open?.kind === '[') open.index += 1;
    if (open !== undefined) open.key = undefined;
    return false;
  }
  if (token.kind !== 'string' || open?.kind !== '{' || open.key !== undefined) return true;
  open.key = nameOf(text, token);
  return false;
}

/** How many steps of the path lead to the value that comes next in a container; undefined when it lies beside the path. */
function stepsTo({ kind, steps, index, key }: Open, path: readonly string[]): number | undefined {
  const step = path[steps] ?? '';
  if (kind === '{') return key === step ? steps + 1 : undefined;
  if (!/^\d+$/.test(step)) return steps;
  return Number(step) === index ? steps + 1 : undefined;
}

function forgetEarlier(open: Open | undefined, found: JsonFound[]): void {
  if (open?.kind !== '{') return;
  open.foundBefore ??= found.length;
  found.length = open.foundBefore;
}

function nameOf(text: string, { start, end }: JsonToken): string {
  const inside = text.slice(start + 1, end - 1);
  if (!inside.includes('\\')) return inside;
  try {
    return String(JSON.parse(text.slice(start, end)));
  } catch (error) {
    if (error instanceof SyntaxError) return inside;
    throw error;
  }
}
