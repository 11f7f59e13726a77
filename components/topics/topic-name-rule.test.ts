import { expect, test } from 'vitest';
import { mixesDotsAndUnderscores, nameProblem } from './topic-name-rule';

test.each(['orders', 'orders.placed', 'a_b-c.9', '...', 'x'.repeat(249)])('%s is a name', (name) =>
  expect(nameProblem(name)).toBeUndefined(),
);

test('what Kafka refuses is told apart', () => {
  expect(nameProblem('')).toEqual({ key: 'topics.create.nameEmpty' });
  expect(nameProblem('..')).toEqual({ key: 'topics.create.nameDots' });
  expect(nameProblem('or ders')).toEqual({ key: 'topics.create.nameLetters', letter: ' ' });
  expect(nameProblem('a😀')).toEqual({ key: 'topics.create.nameLetters', letter: '😀' });
  expect(nameProblem('x'.repeat(250))).toEqual({ key: 'topics.create.nameLong', length: 250 });
});

test('dots and underscores together are worth a warning', () => {
  expect(mixesDotsAndUnderscores('a.b_c')).toBe(true);
  expect(mixesDotsAndUnderscores('a.b')).toBe(false);
});
