import {
  pageSizeDefault,
  parsePartitions,
  formatPartitions,
  type From,
  type MessagesSearch,
  type Until,
} from '@/components/messages/messages-search';
import { parsePlace, placeKey } from '@/lib/format/record-place';
import { chosenFormat } from '@/lib/contracts/decoding';

/** The URL of the messages page: ?from=live|newest|oldest|o:120|t:…|g:group&to=o:…|t:…&p=0-2,5&n=&q=&cs=&f=&isolation=&kd=&vd=&cursor=&open=3:213871&compare=0:12. What it does not understand it leaves out. */
export function parseMessagesSearch(params: URLSearchParams): MessagesSearch {
  const n = Number(params.get('n') ?? pageSizeDefault);
  const p = params.get('p');
  return {
    from: parseFrom(params.get('from')),
    partitions: p === null ? null : parsePartitions(p),
    until: parseUntil(params.get('to')),
    isCommitted: params.get('isolation') === 'read_committed',
    q: params.get('q') ?? '',
    isCaseSensitive: params.get('cs') === '1',
    f: params.get('f') ?? '',
    keyFormat: chosenFormat(params.get('kd')) ?? null,
    valueFormat: chosenFormat(params.get('vd')) ?? null,
    n: Number.isInteger(n) && n >= 1 && n <= 1000 ? n : pageSizeDefault,
    cursor: params.get('cursor'),
    open: parsePlace(params.get('open')),
    compare: parsePlace(params.get('compare')),
  };
}

export function formatMessagesSearch(search: MessagesSearch): string {
  const params = new URLSearchParams();
  const from = formatFrom(search.from);
  if (from !== 'live') params.set('from', from);
  if (search.partitions !== null) params.set('p', formatPartitions(search.partitions));
  if (search.until !== null) params.set('to', formatFrom(search.until));
  if (search.isCommitted) params.set('isolation', 'read_committed');
  if (search.q !== '') params.set('q', search.q);
  if (search.isCaseSensitive) params.set('cs', '1');
  if (search.f !== '') params.set('f', search.f);
  if (search.keyFormat !== null) params.set('kd', search.keyFormat);
  if (search.valueFormat !== null) params.set('vd', search.valueFormat);
  if (search.n !== pageSizeDefault) params.set('n', String(search.n));
  if (search.cursor !== null) params.set('cursor', search.cursor);
  if (search.open !== null) params.set('open', placeKey(search.open));
  if (search.compare !== null) params.set('compare', placeKey(search.compare));
  // Colons, commas and @ are legal in a query and the URL is meant to be read.
  const text = params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%40', '@');
  return text === '' ? '' : `?${text}`;
}

function parseFrom(text: string | null): From {
  if (text === 'newest' || text === 'oldest') return { kind: text };
  if (text?.startsWith('g:') === true) return { kind: 'group', group: text.slice(2) };
  return parseUntil(text) ?? { kind: 'live' };
}

function parseUntil(text: string | null): Until | null {
  if (text?.startsWith('o:') === true && /^\d{1,19}$|^\d+@\d{1,19}(,\d+@\d{1,19})*$/.test(text.slice(2)))
    return { kind: 'offset', at: text.slice(2) };
  if (text?.startsWith('t:') === true && isTime(text.slice(2))) return { kind: 'time', at: text.slice(2) };
  return null;
}

function isTime(text: string): boolean {
  return /^\d{1,15}$/.test(text) || (text.endsWith('Z') && !Number.isNaN(Date.parse(text)));
}

function formatFrom(from: From): string {
  switch (from.kind) {
    case 'live':
    case 'newest':
    case 'oldest':
      return from.kind;
    case 'offset':
      return `o:${from.at}`;
    case 'time':
      return `t:${from.at}`;
    case 'group':
      return `g:${from.group}`;
  }
}
