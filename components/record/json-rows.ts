import { jsonChildren, type JsonChild } from '@/lib/format/json-layout';

/** One line of the tree. `path` names a container for opening and closing; lines of `more` load the next children. */
export type JsonRow =
  | {
      readonly kind: 'value';
      readonly depth: number;
      readonly child: JsonChild;
      readonly path: string;
      readonly isLast: boolean;
      readonly shape: 'plain' | 'short' | 'open' | 'closed';
    }
  | {
      readonly kind: 'close';
      readonly depth: number;
      readonly bracket: '}' | ']';
      readonly isLast: boolean;
      readonly path: string;
    }
  | { readonly kind: 'more'; readonly depth: number; readonly path: string; readonly shown: number };

export interface JsonTreeState {
  /** Containers whose state differs from what their depth says. */
  readonly toggled: ReadonlySet<string>;
  /** How many children of a container are shown, where that is more than the first lot. */
  readonly limits: ReadonlyMap<string, number>;
}

export const childrenPerStep = 500;
/** Small containers of plain values stay on one line, as a person would write them. */
const shortCharactersMax = 72;
/** Opened at first: enough to see the shape, not so much that a large document is walked whole. */
const openDepthMax = 3;
const openCharactersMax = 20_000;

function isShort(text: string, { start, end }: JsonChild): boolean {
  return end - start <= shortCharactersMax && !/[[{\n]/.test(text.slice(start + 1, end));
}

export function opensAtFirst(child: JsonChild, depth: number): boolean {
  return depth === 0 || (depth < openDepthMax && child.end - child.start <= openCharactersMax);
}

/** The lines of the tree as it is opened now. Only open containers are walked, one level each. */
export function jsonRows(text: string, root: JsonChild, state: JsonTreeState): JsonRow[] {
  const rows: JsonRow[] = [];
  const add = (child: JsonChild, depth: number, path: string, isLast: boolean): void => {
    const isContainer = child.kind === 'object' || child.kind === 'array';
    if (!isContainer) {
      rows.push({ kind: 'value', depth, child, path, isLast, shape: 'plain' });
      return;
    }
    if (depth > 0 && isShort(text, child)) {
      rows.push({ kind: 'value', depth, child, path, isLast, shape: 'short' });
      return;
    }
    if (opensAtFirst(child, depth) === state.toggled.has(path)) {
      rows.push({ kind: 'value', depth, child, path, isLast, shape: 'closed' });
      return;
    }
    rows.push({ kind: 'value', depth, child, path, isLast, shape: 'open' });
    const { children, next } = jsonChildren(text, child, state.limits.get(path) ?? childrenPerStep);
    children.forEach((inner, index) => add(inner, depth + 1, `${path}/${index}`, index === children.length - 1 && next === -1));
    if (next !== -1) rows.push({ kind: 'more', depth: depth + 1, path, shown: children.length });
    rows.push({ kind: 'close', depth, bracket: child.kind === 'object' ? '}' : ']', isLast, path });
  };
  add(root, 0, '', true);
  return rows;
}
