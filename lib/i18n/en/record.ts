export const record = {
  title: 'Record',
} as const;
