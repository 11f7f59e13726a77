export function randomHex(digits: number, random: () => number): string {
  return Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
}

/** Version 4 (RFC 9562). Not from crypto.randomUUID, which pages over plain HTTP lack; test data needs no secrecy. */
export function randomUuid(random: () => number): string {
  const hex = (digits: number): string => randomHex(digits, random);
  const variant = ['8', '9', 'a', 'b'][Math.floor(random() * 4)] ?? '8';
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
}
