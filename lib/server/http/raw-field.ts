import { ServiceError } from '../service-error';

interface RawOf {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

/** `?raw=key|value`: message content as bytes that no browser interprets. */
export const rawField = {
  named: (url: URL): 'key' | 'value' | null => {
    const raw = url.searchParams.get('raw');
    if (raw === null || raw === 'key' || raw === 'value') return raw;
    throw new ServiceError('INVALID_REQUEST', 'raw is key or value.', { field: 'raw' });
  },

  /** 204 for null, which is not empty. */
  response: (bytes: Buffer | null, { topic, partition, offset }: RawOf, field: 'key' | 'value'): Response => {
    const name = `${topic.replaceAll(/[^A-Za-z0-9._-]/g, '_')}-${partition}-${offset}.${field}`;
    const headers = {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${name}"`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
      'cache-control': 'no-store',
    };
    return bytes === null ? new Response(null, { status: 204, headers }) : new Response(new Uint8Array(bytes), { headers });
  },
};
