import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error';

/**
 * A file in Java's properties format: `name=value`, `name: value` or `name value` a line, comments behind `#` or `!`, a
 * backslash at the end of a line joins the next one, and `\uXXXX`, `\t`, `\n`, `\r`, `\f` stand for characters.
 */
export function parseProperties(text: string): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const [, name = '', value = ''] = /^((?:[^\\=:\s]|\\.)*)\s*[=:]?\s*(.*)$/s.exec(line) ?? [];
    properties.set(unescape(name), unescape(value));
  }
  return properties;
}

function* logicalLines(text: string): Generator<string> {
  let unfinished = '';
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = raw.trimStart();
    if (unfinished === '' && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue;
    const backslashes = /\\*$/.exec(line)?.[0].length ?? 0;
    if (backslashes % 2 === 1) {
      unfinished += line.slice(0, -1);
      continue;
    }
    yield unfinished + line;
    unfinished = '';
  }
  if (unfinished !== '') yield unfinished;
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescape(text: string): string {
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, letter: string) =>
    code === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Reads what `option` names; a file that cannot be read is a UsageError. */
export async function readPropertiesFile(option: string, path: string): Promise<ReadonlyMap<string, string>> {
  return parseProperties(await readTextFile(option, path));
}

/** The text of the file that `option` names; a file that cannot be read is a UsageError. */
export async function readTextFile(option: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`--${option}: ${path} cannot be read (${reason})`, { cause: error });
  }
}
