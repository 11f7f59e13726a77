export const layout = {
  title: 'Layout',
} as const;
