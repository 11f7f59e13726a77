import type { AlterConfigsRequest, ConfigEntry } from '@/lib/contracts/config';

/** Settings that are about to change, by name: the new value, or null for back to the default. */
export type ConfigDraft = ReadonlyMap<string, string | null>;

export const noChanges: ConfigDraft = new Map();

/** Sets, resets (null), or with undefined leaves the setting as it is. What would change nothing is left out. */
export function withChange(draft: ConfigDraft, entry: ConfigEntry, value: string | null | undefined): ConfigDraft {
  const next = new Map(draft);
  const isSame = value === null ? entry.source !== 'topic' : value === entry.value;
  if (value === undefined || isSame) next.delete(entry.name);
  else next.set(entry.name, value);
  return next;
}

export function requestOfDraft(draft: ConfigDraft): AlterConfigsRequest {
  const set: Record<string, string> = {};
  const reset: string[] = [];
  for (const [name, value] of [...draft].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (value === null) reset.push(name);
    else set[name] = value.trim();
  }
  return { set, reset };
}

/** The same as a command, in lines that a narrow dialog shows whole. */
export function commandOfDraft(draft: ConfigDraft, topic: string, bootstrapServers: string): string {
  const { set, reset } = requestOfDraft(draft);
  const pairs = Object.entries(set).map(([name, value]) => `${name}=${value.includes(',') ? `[${value}]` : value}`);
  return [
    `ottla configs --bootstrap-server ${bootstrapServers}`,
    `--alter --entity-type topics --entity-name ${topic}`,
    ...(pairs.length === 0 ? [] : [`--add-config ${quoted(pairs.join(','))}`]),
    ...(reset.length === 0 ? [] : [`--delete-config ${reset.join(',')}`]),
  ].join(' \\\n  ');
}

/** As a POSIX shell takes it. */
function quoted(text: string): string {
  return /^[\w.,:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
