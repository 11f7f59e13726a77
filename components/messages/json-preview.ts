import { nextJsonToken } from '@/lib/format/json-scanner';

export interface PreviewSegment {
  /** Keys and punctuation stand back, values stand out. */
  readonly tone: 'faint' | 'ink' | 'plain';
  readonly text: string;
}

/** The start of a value, split for colouring when it looks like JSON. Works on text that is cut anywhere. */
export function previewSegments(text: string, lengthMax: number): readonly PreviewSegment[] {
  const shown = text.slice(0, lengthMax);
  if (!/^\s*[[{]/.test(shown)) return [{ tone: 'plain', text: shown }];
  const segments: PreviewSegment[] = [];
  const add = (tone: PreviewSegment['tone'], piece: string) => {
    const last = segments.at(-1);
    if (last?.tone === tone) segments[segments.length - 1] = { tone, text: last.text + piece };
    else if (piece !== '') segments.push({ tone, text: piece });
  };
  for (let at = 0; ;) {
    const token = nextJsonToken(shown, at);
    add('faint', shown.slice(at, token.start));
    if (token.kind === 'end') return segments;
    const isKey = token.kind === 'string' && nextJsonToken(shown, token.end).kind === ':';
    const isValue = token.kind === 'number' || token.kind === 'literal' || (token.kind === 'string' && !isKey);
    add(token.kind === 'bad' ? 'plain' : isValue ? 'ink' : 'faint', shown.slice(token.start, token.end));
    at = token.end;
  }
}
