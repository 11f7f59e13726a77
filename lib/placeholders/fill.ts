import { parseTemplate } from './parse-template';
import type { Fill, FillSource } from './placeholder-kinds';

/** Parsed once, for texts that are filled many times. */
export function filler(text: string): Fill {
  const { parts, placeholders } = parseTemplate(text);
  if (placeholders.length === 0) return () => text;
  return (source) => parts.map((part) => (typeof part === 'string' ? part : part(source))).join('');
}

export function fill(text: string, source: FillSource): string {
  return filler(text)(source);
}
