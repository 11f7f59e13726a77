import { createHash, timingSafeEqual } from 'node:crypto';
import type { ConsoleConfig } from '../console-config';
import { ServiceError } from '../service-error';
import { hostName, isAllowedHost } from './allowed-host';

export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const bodyTypes: ReadonlySet<string> = new Set(['application/json', 'application/x-ndjson', 'application/octet-stream']);
export const tokenCookie = 'ottla_token';

/** Refuses what no page of ours would send. Every API request passes here, streams included. */
export function guard(request: Request, config: ConsoleConfig): void {
  const host = request.headers.get('host');
  if (!isAllowedHost(host, config)) {
    throw new ServiceError('WRONG_HOST', 'This console does not serve that host name. Allow it with --allowed-host.', {
      details: { host: hostName(host) ?? '' },
    });
  }
  guardSite(request, host);
  guardToken(request, config);
  if (safeMethods.has(request.method)) return;
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  // Next gives every request a body; only these headers say that there is something in it.
  const hasBody = (request.headers.get('content-length') ?? '0') !== '0' || request.headers.has('transfer-encoding');
  // DELETE and the like need no body, but a form of another site could send them one.
  if ((hasBody || request.method === 'POST' || request.method === 'PUT' || request.method === 'PATCH') && !bodyTypes.has(type)) {
    throw new ServiceError('UNSUPPORTED_MEDIA_TYPE', 'Send application/json (or NDJSON, or octets, where the call takes them).', {
      details: { contentType: type },
    });
  }
}

function guardSite(request: Request, host: string | null): void {
  const refusal = new ServiceError('CROSS_SITE', 'Requests from other sites are refused.');
  const site = request.headers.get('sec-fetch-site');
  if (site === 'cross-site') throw refusal;
  // Of a page's own origin, says the browser; a reverse proxy may have changed the host since.
  if (site === 'same-origin' || safeMethods.has(request.method)) return;
  const origin = request.headers.get('origin');
  if (origin === null) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host?.toLowerCase()) throw refusal;
}

function guardToken(request: Request, { token }: ConsoleConfig): void {
  if (token === null) return;
  const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const given = bearer ?? cookieOf(request, tokenCookie);
  if (given !== undefined && equalSecrets(given, token)) return;
  throw new ServiceError('UNAUTHENTICATED', 'This console wants its token: Authorization: Bearer <token>.');
}

function cookieOf(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return decodeURIComponent(part.slice(at + 1).trim());
  }
  return undefined;
}

/** Takes the same time whatever the difference. */
export function equalSecrets(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
