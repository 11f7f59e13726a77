import { expect, test } from 'vitest';
import { parseResetPlan, resetPlanCsv } from './reset-plan-file';

const plan = new Map([
  ['g', [{ topic: 'orders', partition: 0, offset: 5 }]],
  ['my "own", group', [{ topic: 'a-topic-whose-name-is-too-long-to-look-through', partition: 12, offset: 0 }]],
]);

test('what is written is read again', () => {
  const csv = resetPlanCsv(plan, false);
  expect(csv).toBe('g,orders,0,5\n"my ""own"", group","a-topic-whose-name-is-too-long-to-look-through",12,0\n');
  expect(parseResetPlan('f', csv, undefined)).toEqual(plan);
  expect(parseResetPlan('f', csv, 'other')).toEqual(plan);
});

test('lines without a group are of the only one', () => {
  const expected = new Map([['g', [{ topic: 'orders', partition: 1, offset: 7 }]]]);
  expect(parseResetPlan('f', 'orders,1,7\r\n\r\n', 'g')).toEqual(expected);
  expect(resetPlanCsv(expected, true)).toBe('orders,1,7\n');
});

test.each([
  ['orders,1,7', undefined, '--from-file: line 1 of f is not of the form group,topic,partition,offset: orders,1,7'],
  ['g,orders,0,1\ng,orders,x,1', 'g', '--from-file: line 2 of f is not of the form topic,partition,offset: g,orders,x,1'],
  ['orders,1,', 'g', '--from-file: line 1 of f is not of the form topic,partition,offset: orders,1,'],
  ['orders', 'g', '--from-file: line 1 of f is not of the form topic,partition,offset: orders'],
  ['a,b,c,d,e', 'g', '--from-file: line 1 of f is not of the form topic,partition,offset: a,b,c,d,e'],
])('%j is refused', (csv, groupId, message) => {
  expect(() => parseResetPlan('f', csv, groupId)).toThrow(message);
});
