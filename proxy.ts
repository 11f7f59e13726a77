import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { parseConsoleConfig } from '@/lib/server/console-config';
import { tokenCookie } from '@/lib/server/http/guards';
import { judgePage, pagePolicy } from '@/lib/server/http/page-guard';

/** Guards the pages and gives each its nonce. Not the API: a proxy cuts long request bodies short. */
export function proxy(request: NextRequest): NextResponse {
  const config = parseConsoleConfig(process.env);
  const url = new URL(request.url);
  const verdict = judgePage(url, request.headers.get('host'), request.cookies.get(tokenCookie)?.value, config);
  switch (verdict.kind) {
    case 'refuse':
      return new NextResponse(verdict.message, {
        status: verdict.status,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
    case 'sign-in': {
      const response = NextResponse.redirect(new URL(verdict.location, url), 303);
      response.cookies.set(tokenCookie, verdict.token, { httpOnly: true, sameSite: 'strict', path: '/' });
      return response;
    }
    case 'pass':
      return withPolicy(request);
  }
}

function withPolicy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = pagePolicy(nonce, process.env.NODE_ENV === 'development');
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  response.headers.set('referrer-policy', 'no-referrer');
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('cross-origin-opener-policy', 'same-origin');
  return response;
}

export const config = { matcher: '/((?!api/|metrics$|_next/static/|_next/image|favicon.ico|icon.svg).*)' };
