/** One line per failure nobody expected. The path without its query: that may hold message content. */
export function logFailure(error: unknown, request: Request, requestId: string): void {
  const line = {
    time: new Date().toISOString(),
    level: 'error',
    message: 'a request failed',
    requestId,
    method: request.method,
    path: new URL(request.url).pathname,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}
