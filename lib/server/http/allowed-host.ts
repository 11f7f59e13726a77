import type { ConsoleConfig } from '../console-config';

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]', '::1']);

/** The name of a Host header without its port; undefined when it is none. */
export function hostName(header: string | null): string | undefined {
  const [, name] = /^(\[[0-9a-fA-F:.]+\]|[^:/?#@\s]+)(?::\d{1,5})?$/.exec(header ?? '') ?? [];
  return name?.toLowerCase();
}

/** Whether a request may name this host: without the check, a page of an attacker's domain could be pointed at us (DNS rebinding). */
export function isAllowedHost(header: string | null, config: Pick<ConsoleConfig, 'host' | 'allowedHosts'>): boolean {
  const name = hostName(header);
  if (name === undefined) return false;
  if (loopbackNames.has(name) || name.endsWith('.localhost')) return true;
  const allowed = [config.host, ...config.allowedHosts].map((host) => host.toLowerCase());
  return allowed.includes(name) || allowed.includes(name.replace(/^\[|\]$/g, ''));
}
