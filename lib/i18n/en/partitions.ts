export const partitions = {
  title: 'Partitions',
} as const;
