/** A row of RFC 4180. */
export function csvRow(fields: readonly string[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The time of a record; nothing where it has none. */
export function csvTime(timestamp: string): string {
  return Number(timestamp) < 0 ? '' : new Date(Number(timestamp)).toISOString();
}
