declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how process.env is typed
  namespace NodeJS {
    interface ProcessEnv {
      NEXT_PUBLIC_BASE_PATH?: string;
    }
  }
}

/** The sub-path the console is served under: Next prefixes its own links, our fetch URLs need it from here. */
export function withBasePath(path: string): string {
  return `${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}${path}`;
}
