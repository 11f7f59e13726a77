export type MarkedText =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'mark'; readonly text: string; readonly codePoint: string };

/** Characters that hide or reorder text: controls but tab and line feed, bidi controls, zero-width and other invisible ones, and lone surrogates. */
const hidden =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffc]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The first 32 characters by their names; fonts rarely have the pictures of them. */
const controls =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  );

const names: Readonly<Record<string, string>> = {
  '\u007f': 'DEL',
  '\u00ad': 'SHY',
  '\u061c': 'ALM',
  '\u200b': 'ZWSP',
  '\u200c': 'ZWNJ',
  '\u200d': 'ZWJ',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u2028': 'LS',
  '\u2029': 'PS',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2060': 'WJ',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};

function mark(character: string): MarkedText {
  const code = character.charCodeAt(0);
  const hex = code.toString(16).toUpperCase().padStart(4, '0');
  return { kind: 'mark', text: controls[code] ?? names[character] ?? hex, codePoint: `U+${hex}` };
}

/** Splits text so that what the eye cannot see is drawn as a mark. ZWNJ and ZWJ between letters belong to the script and stay. */
export function visibleMarks(text: string): readonly MarkedText[] {
  const parts: MarkedText[] = [];
  let shown = 0;
  for (const match of text.matchAll(hidden)) {
    const character = match[0];
    if ((character === '\u200c' || character === '\u200d') && belongsToScript(text, match.index)) continue;
    if (match.index > shown) parts.push({ kind: 'text', text: text.slice(shown, match.index) });
    parts.push(mark(character));
    shown = match.index + 1;
  }
  if (shown < text.length || parts.length === 0) parts.push({ kind: 'text', text: text.slice(shown) });
  return parts;
}

function belongsToScript(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  const after = text.slice(at + 1, at + 3);
  return /[\p{L}\p{M}\p{Extended_Pictographic}\ufe0f]$/u.test(before) && /^[\p{L}\p{M}\p{Extended_Pictographic}]/u.test(after);
}
