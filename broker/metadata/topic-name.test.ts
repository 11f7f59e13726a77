import { expect, test } from 'vitest';
import { collisionKey, topicNameProblem } from './topic-name';

test.each(['a', 'A.b-c_9', '...', '-', '_', 'x'.repeat(249)])('"%s" is a legal name', (name) => {
  expect(topicNameProblem(name)).toBeUndefined();
});

test.each(['', '.', '..', 'x'.repeat(250), 'a b', 'a/b', 'é', 'a\n', 'a\0', 'a:b'])('"%s" is not a legal name', (name) => {
  expect(topicNameProblem(name)).toMatch(/\.$/);
});

test('names collide when they differ in "." and "_" alone', () => {
  expect(collisionKey('a.b_c')).toBe(collisionKey('a_b.c'));
  expect(collisionKey('a-b')).toBeUndefined();
});
