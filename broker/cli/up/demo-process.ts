import { fork } from 'node:child_process';
import { ManagedProcess, type ProcessEvent } from './managed-process';

export interface Demo {
  stop(): Promise<void>;
  kill(): void;
}

const stopGraceMs = 800;

/** Demo traffic is a client like any other, in a process of its own. */
export function startDemo(ottlaFile: string, bootstrapServers: string, onEvent: (event: ProcessEvent) => void): Demo {
  const managed = new ManagedProcess({
    spawn: () =>
      fork(ottlaFile, ['demo-traffic', '--bootstrap-server', bootstrapServers], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    waitUntilReady: (child) =>
      new Promise((resolve) => {
        child.once('message', () => resolve());
      }),
    requestStop: (child) => {
      if (child.connected) child.send({ type: 'stop' });
    },
    onEvent,
  });
  managed.start().catch((error: unknown) => {
    onEvent({ kind: 'down', reason: error instanceof Error ? error.message : String(error), asked: null });
  });
  return { stop: () => managed.stop({ scope: 'whole', graceMs: stopGraceMs }), kill: () => managed.abandon() };
}
