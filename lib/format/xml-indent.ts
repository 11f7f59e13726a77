/** Deeper levels stand below each other: a line's indent must not outgrow what it indents. */
const indentLevelsMax = 40;

/** One piece of markup or the text between two. */
interface Piece {
  readonly kind: 'open' | 'close' | 'whole' | 'text';
  readonly text: string;
}

/** What runs to an end of its own, whatever stands in it. */
const enclosed = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;
const tag = /<(\/?)([\p{L}_:][\p{L}\p{N}_:.\-·]*)(?:\s+[^<>"'=\s]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/uy;
const docType = /<!DOCTYPE\s(?:[^[\]<>"']|"[^"]*"|'[^']*'|\[[^\]]*\])*>/y;

/** The same XML (1.0), an element on a line unless it has only text; undefined when it is no XML or its tags do not match. */
export function indentXml(text: string): string | undefined {
  if (!/^\s*<[?!\p{L}_:]/u.test(text)) return undefined;
  const lines: string[] = [];
  const open: string[] = [];
  let roots = 0;
  /** Of the last line, when it is an opening tag and at most text: what closes it stands beside it. */
  let isLineOpen = false;
  for (let at = 0; at < text.length;) {
    const piece = pieceAt(text, at);
    if (piece === undefined) return undefined;
    at += piece.text.length;
    const content = piece.text.trim();
    if (content === '') continue;
    if (open.length === 0 && (piece.kind === 'text' || (isElement(piece) && (roots += 1) > 1))) return undefined;
    if (piece.kind === 'close' && open.pop() !== nameOf(content)) return undefined;
    const joins: boolean =
      isLineOpen && (piece.kind === 'close' || (piece.kind === 'text' && lines.at(-1)?.endsWith('>') === true));
    if (joins) lines.push(`${lines.pop() ?? ''}${content}`);
    else lines.push(`${'  '.repeat(Math.min(open.length, indentLevelsMax))}${content}`);
    isLineOpen = piece.kind === 'open' || (joins && piece.kind === 'text');
    if (piece.kind === 'open') open.push(nameOf(content));
  }
  return open.length === 0 && roots === 1 ? lines.join('\n') : undefined;
}

function isElement({ kind, text }: Piece): boolean {
  return kind === 'open' || (kind === 'whole' && /^<[^?!]/.test(text));
}

function nameOf(markup: string): string {
  return /^<\/?([^\s/>]+)/.exec(markup)?.[1] ?? '';
}

function pieceAt(text: string, at: number): Piece | undefined {
  if (text[at] !== '<') {
    const next = text.indexOf('<', at);
    return { kind: 'text', text: text.slice(at, next === -1 ? undefined : next) };
  }
  for (const [begin, end] of enclosed) {
    if (!text.startsWith(begin, at)) continue;
    const ends = text.indexOf(end, at + begin.length);
    return ends === -1 ? undefined : { kind: 'whole', text: text.slice(at, ends + end.length) };
  }
  return matchedAt(docType, text, at, () => 'whole') ?? matchedAt(tag, text, at, kindOfTag);
}

function kindOfTag([, closes, , closesItself]: RegExpExecArray): Piece['kind'] {
  if (closes === '/') return 'close';
  return closesItself === '/' ? 'whole' : 'open';
}

function matchedAt(
  pattern: RegExp,
  text: string,
  at: number,
  kind: (match: RegExpExecArray) => Piece['kind'],
): Piece | undefined {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? undefined : { kind: kind(match), text: match[0] };
}
