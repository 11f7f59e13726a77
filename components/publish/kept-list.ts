import * as z from 'zod/mini';
import { Kept } from '@/lib/preferences/kept';

interface KeptListRules<Item> {
  readonly name: string;
  readonly item: z.ZodMiniType<Item>;
  readonly itemsMax: number;
  readonly charactersMax: number;
}

/** A list kept in this browser, newest first. What does not fit pushes the oldest out. */
export function keptList<Item>({ name, item, itemsMax, charactersMax }: KeptListRules<Item>): Kept<readonly Item[]> {
  // An item that another version of the console kept is passed over, not the whole list.
  const itemsOf = (list: unknown[]): readonly Item[] =>
    list.flatMap((each) => {
      const read = z.safeParse(item, each);
      return read.success ? [read.data] : [];
    });
  return new Kept<readonly Item[]>({
    name,
    byDefault: [],
    schema: z.pipe(z.array(z.unknown()), z.transform(itemsOf)),
    fits: (items, text) => items.length <= itemsMax && text.length <= charactersMax,
    lessOf: (items) => {
      if (items.length === 0) return undefined;
      return items.slice(0, items.length > itemsMax ? itemsMax : Math.floor(items.length * 0.8));
    },
  });
}
