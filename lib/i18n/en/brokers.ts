export const brokers = {
  title: 'Brokers',
} as const;
