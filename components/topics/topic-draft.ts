import type { CreateTopicRequest } from '@/lib/contracts/topic';

export type Keep = 'default' | '3600000' | '86400000' | '604800000' | '2592000000' | '-1';
export type Policy = 'delete' | 'compact' | 'both';

/** What was typed, as it was typed. */
export interface TopicDraft {
  readonly name: string;
  readonly partitions: string;
  readonly replicas: string;
  readonly keep: Keep;
  readonly policy: Policy;
  readonly retentionBytes: string;
  readonly maxMessageBytes: string;
}

export const emptyDraft: TopicDraft = {
  name: '',
  partitions: '1',
  replicas: '1',
  keep: 'default',
  policy: 'delete',
  retentionBytes: '',
  maxMessageBytes: '',
};

/** A whole number of at least `min`, also in Persian or Arabic digits; undefined when it is none. */
export function wholeNumber(typed: string, min: number): number | undefined {
  const latin = typed.trim().replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
  if (!/^-?\d{1,15}$/.test(latin)) return undefined;
  const value = Number(latin);
  return value >= min ? value : undefined;
}

function configsOf(draft: TopicDraft): Record<string, string> {
  const configs: Record<string, string> = {};
  if (draft.keep !== 'default') configs['retention.ms'] = draft.keep;
  if (draft.policy !== 'delete') configs['cleanup.policy'] = draft.policy === 'both' ? 'compact,delete' : 'compact';
  const retentionBytes = wholeNumber(draft.retentionBytes, -1);
  if (retentionBytes !== undefined) configs['retention.bytes'] = String(retentionBytes);
  const maxMessageBytes = wholeNumber(draft.maxMessageBytes, 0);
  if (maxMessageBytes !== undefined) configs['max.message.bytes'] = String(maxMessageBytes);
  return configs;
}

export type DraftField = 'partitions' | 'replicas' | 'retentionBytes' | 'maxMessageBytes';

/** The numbers that are none. */
export function wrongNumbers(draft: TopicDraft, brokers: number): ReadonlySet<DraftField> {
  const wrong = new Set<DraftField>();
  if (wholeNumber(draft.partitions, 1) === undefined) wrong.add('partitions');
  const replicas = wholeNumber(draft.replicas, 1);
  if (replicas === undefined || replicas > brokers) wrong.add('replicas');
  if (draft.retentionBytes.trim() !== '' && wholeNumber(draft.retentionBytes, -1) === undefined) wrong.add('retentionBytes');
  if (draft.maxMessageBytes.trim() !== '' && wholeNumber(draft.maxMessageBytes, 0) === undefined) wrong.add('maxMessageBytes');
  return wrong;
}

export function requestOf(draft: TopicDraft): Omit<CreateTopicRequest, 'validateOnly'> {
  const configs = configsOf(draft);
  return {
    name: draft.name,
    partitions: wholeNumber(draft.partitions, 1) ?? 1,
    replicationFactor: wholeNumber(draft.replicas, 1) ?? 1,
    ...(Object.keys(configs).length === 0 ? {} : { configs }),
  };
}
