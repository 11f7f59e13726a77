/**
 * Identifiers in URL paths. An id that a path would mangle (`..`, a slash, an empty group id) travels as `~` and its
 * UTF-8 bytes in base64url; every other id travels as it is.
 */
const plainId = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

export function encodePathId(id: string): string {
  return plainId.test(id) ? id : `~${toBase64Url(new TextEncoder().encode(id))}`;
}

/** Undefined when the segment is no encoded id. Accepts segments that are still percent-encoded. */
export function decodePathId(segment: string): string | undefined {
  const raw = segment.includes('%') ? percentDecoded(segment) : segment;
  if (raw === undefined) return undefined;
  if (!raw.startsWith('~')) return raw === '' ? undefined : raw;
  const bytes = fromBase64Url(raw.slice(1));
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function percentDecoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
