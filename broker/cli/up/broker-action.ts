import type { BrokerProcess } from './broker-process';
import { ControlError } from './control-error';
import type { ProcessState } from './managed-process';

export const brokerActions = ['stop', 'kill', 'freeze', 'thaw', 'start', 'restart', 'wipe'] as const;

export type BrokerAction = (typeof brokerActions)[number];

const possible: Readonly<Record<ProcessState, readonly BrokerAction[]>> = {
  starting: ['stop', 'kill', 'restart'],
  running: ['stop', 'kill', 'freeze', 'restart'],
  frozen: ['thaw', 'stop', 'kill', 'restart'],
  restarting: ['stop', 'start'],
  stopping: ['kill'],
  stopped: ['start', 'wipe'],
  killed: ['start', 'wipe'],
};

/** Signals that suspend a process do not exist there. */
const canFreeze = process.platform !== 'win32';

/** Over this time a broker that was told to stop is killed. */
const stopGraceMs = 10_000;

export function isBrokerAction(text: string): text is BrokerAction {
  return brokerActions.some((action) => action === text);
}

/** What can be asked of a broker in this state. */
export function possibleActions(state: ProcessState): BrokerAction[] {
  return possible[state].filter((action) => canFreeze || (action !== 'freeze' && action !== 'thaw'));
}

/** Throws ControlError when the broker's state does not allow the action. */
function refuseImpossible({ id, process: { state } }: BrokerProcess, action: BrokerAction): void {
  if (!canFreeze && (action === 'freeze' || action === 'thaw'))
    throw new ControlError(
      'NOT_SUPPORTED',
      `Windows cannot suspend a process, so broker ${id} cannot be ${action === 'freeze' ? 'frozen' : 'thawed'}.`,
    );
  if (possible[state].includes(action)) return;
  throw new ControlError('WRONG_STATE', `Broker ${id} is ${state}: it cannot be told to ${action}.`);
}

/**
 * Does to a local broker what a person asked for. Resolves when it is done; `start` and `restart` when the new process
 * has been started. Rejects with a ControlError when the state does not allow it.
 */
export async function performAction(broker: BrokerProcess, action: BrokerAction, wipe: () => Promise<void>): Promise<void> {
  refuseImpossible(broker, action);
  const managed = broker.process;
  switch (action) {
    case 'stop':
      return managed.stop({ scope: 'alone', graceMs: stopGraceMs });
    case 'kill':
      return managed.kill();
    case 'freeze':
      managed.freeze();
      return;
    case 'thaw':
      managed.thaw();
      return;
    case 'start':
      managed.startAgain();
      return;
    case 'restart':
      await managed.stop({ scope: 'alone', graceMs: stopGraceMs, asked: 'restart' });
      // Somebody may have killed it meanwhile, and then wants it down.
      if (managed.state === 'stopped') managed.startAgain();
      return;
    case 'wipe':
      return wipe();
  }
}
