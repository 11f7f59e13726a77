import {
  pageSizeDefault,
  parsePartitions,
  formatPartitions,
  type From,
  type MessagesSearch,
  type RecordPlace,
} from '@/components/messages/messages-search';

/** The URL of the messages page: ?from=live|newest|oldest|o:120|t:…&p=0-2,5&n=&q=&cursor=&open=3:213871. What it does not understand it leaves out. */
export function parseMessagesSearch(params: URLSearchParams): MessagesSearch {
  const n = Number(params.get('n') ?? pageSizeDefault);
  const p = params.get('p');
  return {
    from: parseFrom(params.get('from')),
    partitions: p === null ? null : parsePartitions(p),
    q: params.get('q') ?? '',
    n: Number.isInteger(n) && n >= 1 && n <= 1000 ? n : pageSizeDefault,
    cursor: params.get('cursor'),
    open: parsePlace(params.get('open')),
  };
}

export function formatMessagesSearch(search: MessagesSearch): string {
  const params = new URLSearchParams();
  const from = formatFrom(search.from);
  if (from !== 'live') params.set('from', from);
  if (search.partitions !== null) params.set('p', formatPartitions(search.partitions));
  if (search.q !== '') params.set('q', search.q);
  if (search.n !== pageSizeDefault) params.set('n', String(search.n));
  if (search.cursor !== null) params.set('cursor', search.cursor);
  if (search.open !== null) params.set('open', `${search.open.partition}:${search.open.offset}`);
  // Colons, commas and @ are legal in a query and the URL is meant to be read.
  const text = params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%40', '@');
  return text === '' ? '' : `?${text}`;
}

function parseFrom(text: string | null): From {
  if (text === 'newest' || text === 'oldest') return { kind: text };
  if (text?.startsWith('o:') === true && /^\d{1,19}$|^\d+@\d{1,19}(,\d+@\d{1,19})*$/.test(text.slice(2)))
    return { kind: 'offset', at: text.slice(2) };
  if (text?.startsWith('t:') === true && isTime(text.slice(2))) return { kind: 'time', at: text.slice(2) };
  return { kind: 'live' };
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
  }
}

function parsePlace(text: string | null): RecordPlace | null {
  const match = /^(\d{1,5}):(\d{1,19})$/.exec(text ?? '');
  if (match === null) return null;
  return { partition: Number(match[1]), offset: match[2] ?? '0' };
}
