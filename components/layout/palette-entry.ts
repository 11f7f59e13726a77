export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  readonly aside: string;
  readonly mono: boolean;
  readonly target: { readonly kind: 'page'; readonly href: string } | { readonly kind: 'action'; readonly run: () => void };
}

export function page(id: string, label: string, aside: string, href: string, mono = false): PaletteEntry {
  return { id, label, aside, mono, target: { kind: 'page', href } };
}
