const shellSafe = /^[A-Za-z0-9_.,:@%+/-]+$/;

/** Controls, and what hides or reorders text: a terminal would act on some when a command is pasted, and nobody sees the others. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const unseenAll = new RegExp(unseen, 'gu');

const hex = (text: string, digits: number) => (text.codePointAt(0) ?? 0).toString(16).padStart(digits, '0');

/** One word of a shell's command line, whatever is in it. `$'…'` is understood by bash, zsh and ksh. */
export function shellWord(text: string): string {
  if (shellSafe.test(text)) return text;
  if (!unseen.test(text)) return `'${text.replaceAll("'", String.raw`'\''`)}'`;
  const escaped = text.replace(/[\\']/g, String.raw`\$&`);
  return `$'${escaped.replace(unseenAll, (character) => (character.length > 1 ? `\\U${hex(character, 8)}` : `\\u${hex(character, 4)}`))}'`;
}

/** `--name value`; joined where the value would be taken for an option. */
export function shellOption(name: string, value: string): string {
  return value.startsWith('-') ? shellWord(`${name}=${value}`) : `${name} ${shellWord(value)}`;
}

/** A string of JavaScript: JSON is one, with what nobody sees escaped as well. */
export function jsString(text: string): string {
  const escapeUnits = (characters: string) =>
    Array.from({ length: characters.length }, (_, index) => `\\u${unitHex(characters, index)}`).join('');
  return JSON.stringify(text).replace(unseenAll, escapeUnits);
}

/**
 * A string of Java. Its compiler resolves `\u000a` and `\u0022` before it sees strings, so what must not stand there is octal.
 */
export function javaString(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => {
    const unit = text.charAt(index);
    const code = text.charCodeAt(index);
    if (unit === '"' || unit === '\\') return `\\${unit}`;
    if (code < 0x20 || code === 0x7f) return `\\${code.toString(8).padStart(3, '0')}`;
    return code > 0x7f ? `\\u${unitHex(text, index)}` : unit;
  });
  return `"${units.join('')}"`;
}

function unitHex(text: string, index: number): string {
  return text.charCodeAt(index).toString(16).padStart(4, '0');
}
