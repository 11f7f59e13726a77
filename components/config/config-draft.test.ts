import { expect, test } from 'vitest';
import type { ConfigEntry } from '@/lib/contracts/config';
import { commandOfDraft, noChanges, requestOfDraft, withChange } from './config-draft';

function entry(name: string, value: string, source: ConfigEntry['source'] = 'default'): ConfigEntry {
  return {
    name,
    value,
    source,
    isDefault: source === 'default',
    defaultValue: '1',
    isReadOnly: false,
    isSensitive: false,
    type: 'long',
    documentation: null,
  };
}

const retention = entry('retention.ms', '1000');
const policy = entry('cleanup.policy', 'compact', 'topic');

test('a change back to what it is is no change', () => {
  const changed = withChange(noChanges, retention, '2000');
  expect([...changed]).toEqual([['retention.ms', '2000']]);
  expect(withChange(changed, retention, '1000').size).toBe(0);
  expect(withChange(changed, retention, undefined).size).toBe(0);
  expect(withChange(noChanges, retention, null).size).toBe(0);
  expect([...withChange(noChanges, policy, null)]).toEqual([['cleanup.policy', null]]);
});

test('the request and the command say the same', () => {
  const other = entry('segment.ms', '5', 'topic');
  const draft = withChange(withChange(withChange(noChanges, retention, ' 2000 '), policy, 'compact,delete'), other, null);
  expect(requestOfDraft(draft)).toEqual({
    set: { 'retention.ms': '2000', 'cleanup.policy': 'compact,delete' },
    reset: ['segment.ms'],
  });
  expect(commandOfDraft(draft, 'orders', 'localhost:9092')).toBe(
    [
      'ottla configs --bootstrap-server localhost:9092',
      '--alter --entity-type topics --entity-name orders',
      "--add-config 'cleanup.policy=[compact,delete],retention.ms=2000'",
      '--delete-config segment.ms',
    ].join(' \\\n  '),
  );
});
