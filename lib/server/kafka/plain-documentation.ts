const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ' };

/** Kafka's own brokers describe settings in HTML: what of it is text. Nothing else is done with it. */
export function plainDocumentation(documentation: string): string {
  return documentation
    .replaceAll(/<br\s*\/?>|<\/(?:p|li|ul|ol)>|<li>/g, ' ')
    .replaceAll(/<\/?[a-z][a-z0-9]*(?:\s+[a-z-]+="[^"<>]*")*\s*\/?>/gi, '')
    .replaceAll(/&([a-z]+);/g, (entity, name: string) => entities[name] ?? entity)
    .replaceAll(/\s+/g, ' ')
    .trim();
}
