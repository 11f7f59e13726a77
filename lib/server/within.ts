/** What the work gives, or undefined when it takes longer; it goes on, and what becomes of it then is its own affair. */
export async function within<Value>(waitMs: number, work: Promise<Value>): Promise<Value | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      work.catch(() => undefined);
      resolve(undefined);
    }, waitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
