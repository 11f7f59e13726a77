import { placeholderKinds, type Fill } from './placeholder-kinds';

export interface TemplateProblem {
  /** The placeholder as it was written. */
  readonly found: string;
  /** How it is written. */
  readonly usage: string;
}

export interface Template {
  /** What stays as it is, and what is filled, in order. */
  readonly parts: readonly (string | Fill)[];
  /** The placeholders as they were written, each once. */
  readonly placeholders: readonly string[];
  /** Known by name, but not written as it must be. */
  readonly problems: readonly TemplateProblem[];
}

const pattern = /\{\{\s*([a-z0-9]+)((?:\s+[^\s{}]+)*)\s*\}\}/g;

/** Finds `{{uuid}}` and its like. Braces around any other word are text: messages may hold templates of their own. */
export function parseTemplate(text: string): Template {
  const parts: (string | Fill)[] = [];
  const placeholders = new Set<string>();
  const problems: TemplateProblem[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const [found, name = '', rest = ''] = match;
    const kind = placeholderKinds.get(name);
    if (kind === undefined) continue;
    const fill = kind.fillOf(rest.split(/\s+/).filter((word) => word !== ''));
    if (fill === undefined) {
      problems.push({ found, usage: kind.usage });
      continue;
    }
    placeholders.add(found);
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push(fill);
    from = match.index + found.length;
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from));
  return { parts, placeholders: [...placeholders], problems };
}
