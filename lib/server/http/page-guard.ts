import type { ConsoleConfig } from '../console-config';
import { isAllowedHost } from './allowed-host';
import { equalSecrets, tokenCookie } from './guards';

export type PageVerdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'refuse'; readonly status: 401 | 421; readonly message: string }
  /** The token came in the address: keep it in a cookie and take it out of the address. */
  | { readonly kind: 'sign-in'; readonly token: string; readonly location: string };

/** Whether a page may be shown. The API has guards of its own; these are the pages' part of them. */
export function judgePage(url: URL, host: string | null, cookie: string | undefined, config: ConsoleConfig): PageVerdict {
  if (!isAllowedHost(host, config)) {
    return {
      kind: 'refuse',
      status: 421,
      message: 'This console does not serve that host name. Allow it with --allowed-host.\n',
    };
  }
  if (config.token === null) return { kind: 'pass' };
  const given = url.searchParams.get('token');
  if (given !== null && equalSecrets(given, config.token)) {
    const clean = new URLSearchParams(url.search);
    clean.delete('token');
    const query = clean.toString();
    return { kind: 'sign-in', token: given, location: query === '' ? url.pathname : `${url.pathname}?${query}` };
  }
  if (cookie !== undefined && equalSecrets(cookie, config.token)) return { kind: 'pass' };
  return {
    kind: 'refuse',
    status: 401,
    message: `This console wants its token: open it once with ?token=<token>. (Cookie ${tokenCookie})\n`,
  };
}

/** The pages' content security policy: only our own files and what carries the nonce runs. */
export function pagePolicy(nonce: string, isDevelopment: boolean): string {
  const script = isDevelopment ? ` 'unsafe-eval'` : '';
  const style = isDevelopment ? `'self' 'unsafe-inline'` : `'self' 'nonce-${nonce}'`;
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${script}`,
    `style-src ${style}`,
    // The hue of a partition is a variable in a style attribute.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    `worker-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
