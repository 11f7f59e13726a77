/** Next calls this once, when the server starts. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { installLifecycle, warmUp } = await import('@/lib/server/lifecycle');
  installLifecycle();
  await warmUp();
}
