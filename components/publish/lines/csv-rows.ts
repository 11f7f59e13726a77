/** One row in the making; a row may go over several lines when a field is quoted (RFC 4180). */
export class CsvRows {
  readonly #delimiter: string;
  #open = '';

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Text of a row whose last field is not closed yet. */
  get isOpen(): boolean {
    return this.#open !== '';
  }

  /** The fields of the row that this line ends; undefined while it goes on; null when its quotes are wrong. */
  push(line: string): readonly string[] | null | undefined {
    const text = this.#open + line;
    const fields = fieldsOf(text, this.#delimiter);
    if (fields === 'open') {
      this.#open = `${text}\n`;
      return undefined;
    }
    this.#open = '';
    return fields;
  }

  /** Gives up a row that was never closed. */
  drop(): void {
    this.#open = '';
  }
}

function fieldsOf(row: string, delimiter: string): readonly string[] | null | 'open' {
  const text = row.endsWith('\r') ? row.slice(0, -1) : row;
  const fields: string[] = [];
  for (let at = 0; ;) {
    if (text[at] !== '"') {
      const end = text.indexOf(delimiter, at);
      fields.push(end === -1 ? text.slice(at) : text.slice(at, end));
      if (end === -1) return fields;
      at = end + 1;
      continue;
    }
    const close = closingQuote(text, at + 1);
    if (close === -1) return 'open';
    fields.push(text.slice(at + 1, close).replaceAll('""', '"'));
    if (close + 1 === text.length) return fields;
    if (text[close + 1] !== delimiter) return null;
    at = close + 2;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

/** The delimiter that parts a header row most often. */
export function delimiterOf(headerRow: string): string {
  const count = (delimiter: string) => headerRow.split(delimiter).length;
  return [',', ';', '\t', '|'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
