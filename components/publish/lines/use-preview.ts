'use client';
import { useEffect, useState } from 'react';
import { csvHeader, numberedRecords, type NumberedRecord, type Reading } from './numbered-records';

export interface Preview {
  readonly rows: readonly NumberedRecord[];
  /** The columns of a CSV. */
  readonly header: readonly string[];
}

const rowsShown = 8;

async function previewOf(blob: Blob, reading: Reading): Promise<Preview> {
  const rows: NumberedRecord[] = [];
  for await (const row of numberedRecords(blob, reading)) {
    rows.push(row);
    if (rows.length >= rowsShown) break;
  }
  return { rows, header: reading.format === 'csv' ? await csvHeader(blob, reading.delimiter) : [] };
}

/** The first records of a text; undefined until they are read. */
export function usePreview(blob: Blob, reading: Reading): Preview | undefined {
  const [preview, setPreview] = useState<Preview>();
  const how = JSON.stringify(reading);
  useEffect(() => {
    let isCurrent = true;
    const show = (next: Preview) => {
      if (isCurrent) setPreview(next);
    };
    previewOf(blob, reading).then(show, () => show({ rows: [], header: [] }));
    return () => {
      isCurrent = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `how` is the reading, by its words
  }, [blob, how]);
  return preview;
}
