const types = { jsonl: 'application/x-ndjson; charset=utf-8', csv: 'text/csv; charset=utf-8; header=present' } as const;

/** A file to be saved: no browser interprets what is in it. */
export function exportHeaders(topic: string, format: keyof typeof types): HeadersInit {
  return {
    'content-type': types[format],
    'content-disposition': `attachment; filename="${topic.replaceAll(/[^A-Za-z0-9._-]/g, '_')}.${format}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': 'sandbox',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  };
}
