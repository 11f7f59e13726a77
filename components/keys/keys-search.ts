/** What the page of keys shows; it stands in the address. */
export type KeysSearch =
  /** Every record of a key, null before one was asked for; murmur2's partition, or all. */
  | { readonly view: 'one'; readonly key: string | null; readonly isAll: boolean }
  /** The latest record of every key with this text in it. */
  | { readonly view: 'latest'; readonly contains: string };
