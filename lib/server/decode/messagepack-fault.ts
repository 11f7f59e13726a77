const depthMax = 100;

/** Sizes after the type byte, from 0xc0: fixed bytes, or how many bytes hold a length (`data`) or a count (`items`, doubled for maps). */
type Shape =
  | { readonly fixed: number }
  | { readonly data: number; readonly extra: number }
  | { readonly items: number; readonly per: number };

const fixed = (bytes: number): Shape => ({ fixed: bytes });
const data = (bytes: number, extra = 0): Shape => ({ data: bytes, extra });
const items = (bytes: number, per: number): Shape => ({ items: bytes, per });

const shapes: readonly (Shape | undefined)[] = [
  ...[fixed(0), undefined, fixed(0), fixed(0), data(1), data(2), data(4), data(1, 1), data(2, 1), data(4, 1)],
  ...[4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 2, 3, 5, 9, 17].map(fixed),
  ...[data(1), data(2), data(4), items(2, 1), items(4, 1), items(2, 2), items(4, 2)],
];

function shapeOf(type: number): Shape | undefined {
  if (type >= 0xc0 && type < 0xe0) return shapes[type - 0xc0];
  return fixed(type >= 0xa0 && type < 0xc0 ? type - 0xa0 : 0);
}

function countOf(type: number): number {
  if (type >= 0x80 && type < 0x90) return (type - 0x80) * 2;
  return type >= 0x90 && type < 0xa0 ? type - 0x90 : 0;
}

/**
 * Why the bytes are not one whole value of MessagePack; undefined when they are. The package allocates what a list claims to hold
 * before it looks whether it is there: lists in lists that each claim much would end the process.
 */
export function messagePackFault(bytes: Buffer): string | undefined {
  /** Values that each open container still waits for. */
  const waiting = [1];
  let at = 0;
  for (let depth = waiting.length - 1; depth >= 0; depth = waiting.length - 1) {
    const left = waiting[depth] ?? 0;
    if (left === 0) {
      waiting.pop();
      continue;
    }
    waiting[depth] = left - 1;
    const type = bytes[at];
    if (type === undefined) return 'It ends within a value.';
    at += 1;
    const shape = shapeOf(type);
    if (shape === undefined) return `0xc1 at byte ${at - 1} begins no value.`;
    let count = countOf(type);
    if ('fixed' in shape) at += shape.fixed;
    else {
      const width = 'data' in shape ? shape.data : shape.items;
      if (at + width > bytes.length) return 'It ends within a value.';
      const size = bytes.readUIntBE(at, width);
      at += width;
      if ('data' in shape) at += size + shape.extra;
      else count = size * shape.per;
    }
    if (at > bytes.length || count > bytes.length - at) return 'It ends within a value.';
    if (count > 0 && waiting.push(count) > depthMax) return `It is nested deeper than ${depthMax} levels.`;
  }
  return at === bytes.length ? undefined : `A value ends at byte ${at}, and ${bytes.length - at} more follow.`;
}
