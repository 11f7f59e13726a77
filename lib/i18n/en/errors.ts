/** By the code of the error envelope: what happened, and what to do next. */
export const errors = {
  UNKNOWN: { title: 'Something went wrong.', next: 'Try again; if it stays, the log of the console has more.' },
} as const;
