import type { Payload } from '@/lib/contracts/record';

/** A key or value as it is shown: the bytes, and their text when they are valid UTF-8. */
export interface Body {
  readonly bytes: Uint8Array;
  readonly text: string | null;
}

export function bodyOf(payload: Payload): Body {
  if ('text' in payload) return { bytes: new TextEncoder().encode(payload.text), text: payload.text };
  return { bytes: Uint8Array.from(atob(payload.base64), (character) => character.charCodeAt(0)), text: null };
}

export function bodyOfBytes(bytes: Uint8Array): Body {
  try {
    return { bytes, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { bytes, text: null };
  }
}

export const hexRowBytes = 16;

/** One line of a hex dump: `00000010  6e 74 …`, and the same bytes as text with dots for what is not printable ASCII. */
export function hexRow(bytes: Uint8Array, row: number): { address: string; hex: string; ascii: string } {
  const at = row * hexRowBytes;
  const part = Array.from(bytes.subarray(at, at + hexRowBytes));
  const pairs = part.map((byte) => byte.toString(16).padStart(2, '0'));
  const left = pairs.slice(0, 8).join(' ');
  const right = pairs.slice(8).join(' ');
  return {
    address: at.toString(16).padStart(8, '0'),
    hex: `${left.padEnd(23)}  ${right.padEnd(23)}`,
    ascii: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·')).join(''),
  };
}

/** A line longer than this is shown as several: layout of one very long line is what freezes a page. */
export const lineCharactersMax = 600;

/** Where each shown line starts; the last entry is the end of the text. Characters of two units are not torn apart. */
export function lineStarts(text: string): readonly number[] {
  const starts: number[] = [0];
  let start = 0;
  let natural = 0;
  while (start < text.length) {
    if (start >= natural) {
      const newLine = text.indexOf('\n', start);
      natural = newLine === -1 ? text.length : newLine + 1;
    }
    let end = Math.min(natural, start + lineCharactersMax);
    if (end < natural && isHighSurrogate(text.charCodeAt(end - 1))) end += 1;
    starts.push(end);
    start = end;
  }
  return starts.length === 1 ? [0, 0] : starts;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}
