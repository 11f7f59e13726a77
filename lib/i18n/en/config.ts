export const config = {
  title: 'Config',
} as const;
