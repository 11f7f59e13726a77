export const topics = {
  title: 'Topics',
} as const;
