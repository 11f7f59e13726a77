import { expect, test } from 'vitest';
import { SimClock } from '../simulation/sim-clock';
import { LeaderCalls } from './leader-calls';

/** Calls that are answered when the test says so, by whom it was at. */
function start() {
  const clock = new SimClock();
  let leaderId = 1;
  const answers: ((text: string) => void)[] = [];
  const calls = new LeaderCalls({ clock, timers: clock, leader: () => ({ leaderId, epoch: 1 }) });
  return {
    clock,
    answers,
    calling: calls.call(5000, (node) => new Promise<string>((resolve) => answers.push((text) => resolve(`${node}: ${text}`)))),
    elect: (id: number) => {
      leaderId = id;
      calls.onLeaderChange();
    },
  };
}

test('a leader that resigns with its answer is heard', async () => {
  const { answers, calling, elect } = start();
  elect(-1);
  answers[0]?.('done');
  expect(await calling).toBe('1: done');
});

test('a leader that says nothing is given up for the next', async () => {
  const { clock, answers, calling, elect } = start();
  elect(-1);
  await clock.advance(1000);
  expect(answers).toHaveLength(1);
  elect(2);
  await clock.advance(20);
  answers[1]?.('done');
  expect(await calling).toBe('2: done');
});
