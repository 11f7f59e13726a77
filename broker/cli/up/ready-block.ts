import type { Ready } from './supervisor';

/** What a person sees once everything answers. */
export function readyBlock(ready: Ready): string {
  const lines = [['Console', ready.consoleUrl]];
  if (ready.bootstrapServers !== null) lines.push(['Kafka', ready.bootstrapServers]);
  if (ready.dataDirectory !== null) lines.push(['Data', ready.dataDirectory]);
  const rows = lines.map(([name, value]) => `    ${(name ?? '').padEnd(9)}${value ?? ''}`);
  return `\n  Ottla is ready\n\n${rows.join('\n')}\n\n  Ctrl-C stops everything; topics and messages stay.\n\n`;
}
