import { guessedColumns } from './csv-record';
import { CsvRows, delimiterOf } from './csv-rows';
import { looksLikeRecord } from './line-record';
import type { Reading } from './numbered-records';

const looked = 65_536;

/** How a text is most likely to be read: by the name of its file, else by how it begins. */
export async function guessReading(blob: Blob, fileName: string | null): Promise<Reading> {
  const text = (await blob.slice(0, looked).text()).replace(/^\ufeff/, '');
  const [first = ''] = text.split('\n').filter((line) => line.trim() !== '');
  const isCsvName = fileName !== null && /\.(csv|tsv)$/i.test(fileName);
  const isJson = /^\s*[[{]/.test(first);
  const delimiter = delimiterOf(first);
  if (isCsvName || (!isJson && first.includes(delimiter) && text.includes('\n'))) {
    const header = new CsvRows(delimiter).push(first) ?? [];
    return { format: 'csv', delimiter, columns: guessedColumns(header) };
  }
  return first === '' || looksLikeRecord(first) ? { format: 'records' } : { format: 'values', keyField: '' };
}
