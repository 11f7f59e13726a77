import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { ManagedProcess, type ProcessEvent, type StopScope } from './managed-process';

/** Real processes with a few lines of code each. */
const obedient = `
  process.on('message', (message) => { if (message === 'stop') process.exit(0); });
  process.send('ready');
`;
const stubborn = `setInterval(() => {}, 1000); process.send('ready');`;
const stillborn = `process.exit(3);`;

const started: ManagedProcess[] = [];

afterEach(() => {
  for (const managed of started.splice(0)) managed.abandon();
});

/** Under the eye of a test: what happened, and waiting for what will. */
class Watched {
  readonly events: ProcessEvent[] = [];
  readonly scopes: StopScope[] = [];
  readonly managed: ManagedProcess;
  #wake: () => void = () => undefined;

  constructor(...codes: readonly string[]) {
    let starts = 0;
    this.managed = new ManagedProcess({
      spawn: () => {
        const code = codes[Math.min(starts, codes.length - 1)] ?? '';
        starts += 1;
        return spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      },
      waitUntilReady: (child: ChildProcess) => new Promise((resolve) => void child.once('message', () => resolve())),
      requestStop: (child, scope) => {
        this.scopes.push(scope);
        child.send('stop');
      },
      onEvent: (event) => {
        this.events.push(event);
        this.#wake();
      },
    });
    started.push(this.managed);
  }

  async until(kind: ProcessEvent['kind'], count = 1): Promise<ProcessEvent[]> {
    for (;;) {
      const found = this.events.filter((event) => event.kind === kind);
      if (found.length >= count) return found;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

function die({ managed }: Watched): void {
  if (managed.pid !== null) process.kill(managed.pid, 'SIGKILL');
}

/** The letter that `ps` shows; T is suspended. */
async function processState(pid: number | null): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'state=', '-p', String(pid)]);
  return stdout.trim();
}

test('what dies unasked is started again after 300 to 500 ms', async () => {
  const watched = new Watched(obedient);
  const { managed } = watched;
  await managed.start();
  expect(managed.state).toBe('running');
  const { pid } = managed;
  die(watched);
  await watched.until('up', 2);
  expect(watched.events).toMatchObject([
    { kind: 'up', restarts: 0 },
    { kind: 'down', reason: 'signal SIGKILL', asked: null },
    { kind: 'restarting' },
    { kind: 'up', restarts: 1 },
  ]);
  const [restarting] = await watched.until('restarting');
  if (restarting?.kind !== 'restarting') throw new Error('no restart');
  expect(restarting.inMs).toBeGreaterThanOrEqual(300);
  expect(restarting.inMs).toBeLessThanOrEqual(500);
  expect(managed).toMatchObject({ state: 'running', restarts: 1, lastExit: 'signal SIGKILL' });
  expect(managed.pid).not.toBe(pid);
});

test('what a person stopped or killed stays down until it is started', async () => {
  const watched = new Watched(obedient);
  const { managed } = watched;
  await managed.start();
  await managed.stop({ scope: 'alone', graceMs: 10_000 });
  expect(managed).toMatchObject({ state: 'stopped', pid: null, startedAtMs: null, lastExit: 'exit code 0' });
  managed.startAgain();
  await watched.until('up', 2);
  expect(managed.state).toBe('running');
  await managed.kill();
  expect(managed).toMatchObject({ state: 'killed', pid: null, lastExit: 'signal SIGKILL' });
  expect(watched.events.filter(({ kind }) => kind !== 'up')).toEqual([
    { kind: 'down', reason: 'exit code 0', asked: 'stop' },
    { kind: 'down', reason: 'signal SIGKILL', asked: 'kill' },
  ]);
  expect(watched.scopes).toEqual(['alone']);
});

test('a process that waits for its restart is stopped without one', async () => {
  const watched = new Watched(obedient);
  await watched.managed.start();
  die(watched);
  await watched.until('restarting');
  await watched.managed.stop({ scope: 'alone', graceMs: 10_000 });
  expect(watched.managed.state).toBe('stopped');
  watched.managed.startAgain();
  expect(await watched.until('up', 2)).toHaveLength(2);
});

test('a frozen process is suspended, goes on when it is thawed, and is thawed before it is stopped', async () => {
  const { managed, events } = new Watched(obedient);
  await managed.start();
  managed.freeze();
  expect(managed.state).toBe('frozen');
  expect(await processState(managed.pid)).toMatch(/^T/);
  managed.thaw();
  expect(managed.state).toBe('running');
  expect(await processState(managed.pid)).not.toMatch(/^T/);
  managed.freeze();
  await managed.stop({ scope: 'alone', graceMs: 10_000 });
  expect(events.map(({ kind }) => kind)).toEqual(['up', 'frozen', 'thawed', 'frozen', 'down']);
  expect(managed.lastExit).toBe('exit code 0');
});

test('a stop with the whole is no news, and a process that does not listen is killed', async () => {
  const { managed, events, scopes } = new Watched(stubborn);
  await managed.start();
  await managed.stop({ scope: 'whole', graceMs: 50 });
  expect(managed).toMatchObject({ state: 'stopped', lastExit: 'signal SIGKILL' });
  expect(events.map(({ kind }) => kind)).toEqual(['up']);
  expect(scopes).toEqual(['whole']);
});

test('a kill overtakes a stop that takes long', async () => {
  const { managed, events } = new Watched(stubborn);
  await managed.start();
  const stopping = managed.stop({ scope: 'alone', graceMs: 60_000 });
  expect(managed.state).toBe('stopping');
  await managed.kill();
  await stopping;
  expect(managed.state).toBe('killed');
  expect(events.at(-1)).toEqual({ kind: 'down', reason: 'signal SIGKILL', asked: 'kill' });
});

test('a first start that fails is told, not repeated', async () => {
  const { managed, events } = new Watched(stillborn);
  await expect(managed.start()).rejects.toThrow('it ended before it was ready (exit code 3)');
  expect(events).toEqual([]);
});

test('pauses grow while it never gets ready, and it is back once it does', async () => {
  const watched = new Watched(obedient, stillborn, stillborn, obedient);
  await watched.managed.start();
  die(watched);
  await watched.until('up', 2);
  const pauses = (await watched.until('restarting', 3)).flatMap((event) => (event.kind === 'restarting' ? [event.inMs] : []));
  const [first = 0, second = 0, third = 0] = pauses;
  expect(first).toBeLessThanOrEqual(500);
  expect(second).toBeGreaterThanOrEqual(600);
  expect(third).toBeGreaterThanOrEqual(1200);
  expect(watched.managed).toMatchObject({ state: 'running', restarts: 3 });
});
