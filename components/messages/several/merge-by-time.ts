interface Timed {
  readonly timestamp: string;
}

interface OfTopic<R> {
  readonly topic: string;
  readonly record: R;
}

/** Lists of several topics as one, earliest first; the order within each stays what it was. */
export function mergeByTime<R extends Timed>(
  lists: readonly { readonly topic: string; readonly records: readonly R[] }[],
): OfTopic<R>[] {
  const heads = lists.map(({ topic, records }) => ({ topic, records, at: 0 }));
  const merged: OfTopic<R>[] = [];
  for (;;) {
    let first: { readonly head: (typeof heads)[number]; readonly record: R } | undefined;
    for (const head of heads) {
      const record = head.records[head.at];
      if (record !== undefined && (first === undefined || Number(record.timestamp) < Number(first.record.timestamp)))
        first = { head, record };
    }
    if (first === undefined) return merged;
    first.head.at += 1;
    merged.push({ topic: first.head.topic, record: first.record });
  }
}
