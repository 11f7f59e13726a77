import { expect, test } from 'vitest';
import { errorName } from '../protocol/error-codes';
import { startController, topicsRequest } from '../simulation/metadata/controller-fixture';

const [topicType, brokerType] = [2, 4];
const [set, remove, append, subtract] = [0, 1, 2, 3];

async function started() {
  const { controller } = await startController();
  await controller.createTopics(topicsRequest([{ name: 'a', configs: [{ name: 'retention.ms', value: '1000' }] }]));
  const alter = async (
    resourceName: string,
    changes: [name: string, configOperation: number, value: string | null][],
    { resourceType = topicType, validateOnly = false } = {},
  ) => {
    const configs = changes.map(([name, configOperation, value]) => ({ name, configOperation, value }));
    const { responses } = await controller.incrementalAlterConfigs({
      resources: [{ resourceType, resourceName, configs }],
      validateOnly,
    });
    return errorName(responses[0]?.errorCode ?? 0);
  };
  const textsOf = (type: 'topic' | 'broker', name: string) => Object.fromEntries(controller.image.configs({ type, name }));
  return { controller, alter, textsOf };
}

test('set, delete, append and subtract change what is set for the topic', async () => {
  const { alter, textsOf } = await started();
  expect(
    await alter('a', [
      ['segment.ms', set, '5'],
      ['retention.ms', remove, null],
    ]),
  ).toBe('NONE');
  expect(textsOf('topic', 'a')).toEqual({ 'segment.ms': '5' });
  expect(await alter('a', [['cleanup.policy', append, 'compact']])).toBe('NONE');
  expect(textsOf('topic', 'a')['cleanup.policy']).toBe('delete,compact');
  expect(await alter('a', [['cleanup.policy', append, 'compact']])).toBe('NONE');
  expect(await alter('a', [['cleanup.policy', subtract, 'delete']])).toBe('NONE');
  expect(textsOf('topic', 'a')['cleanup.policy']).toBe('compact');
});

test.each<[string, string, [string, number, string | null], number, string]>([
  ['a topic that is not there', 'x', ['retention.ms', set, '1'], topicType, 'UNKNOWN_TOPIC_OR_PARTITION'],
  ['an unknown property', 'a', ['x', set, '1'], topicType, 'INVALID_CONFIG'],
  ['a value of the wrong type', 'a', ['retention.ms', set, 'x'], topicType, 'INVALID_CONFIG'],
  ['a missing value', 'a', ['retention.ms', set, null], topicType, 'INVALID_REQUEST'],
  ['an append to a number', 'a', ['segment.ms', append, '1'], topicType, 'INVALID_CONFIG'],
  ['an unknown operation', 'a', ['segment.ms', 9, '1'], topicType, 'INVALID_REQUEST'],
  ['contradicting lags', 'a', ['max.compaction.lag.ms', set, '1'], topicType, 'NONE'],
  ['tiered storage', 'a', ['remote.storage.enable', set, 'true'], topicType, 'INVALID_CONFIG'],
  ['a broker that is not there', '7', ['log.retention.ms', set, '1'], brokerType, 'BROKER_ID_NOT_REGISTERED'],
  ['a broker that has no number', 'x', ['log.retention.ms', set, '1'], brokerType, 'INVALID_REQUEST'],
  ['a broker property fixed at start', '1', ['node.id', set, '2'], brokerType, 'INVALID_REQUEST'],
  ['an unknown broker property', '', ['x', set, '2'], brokerType, 'INVALID_REQUEST'],
  ['a broker logger', '1', ['root', set, 'DEBUG'], 8, 'INVALID_REQUEST'],
])('altering %s', async (_what, resourceName, change, resourceType, error) => {
  const { alter } = await started();
  expect(await alter(resourceName, [change], { resourceType })).toBe(error);
});

test('a resource changes as a whole or not at all', async () => {
  const { alter, textsOf } = await started();
  expect(
    await alter('a', [
      ['segment.ms', set, '5'],
      ['retention.ms', set, 'x'],
    ]),
  ).toBe('INVALID_CONFIG');
  expect(
    await alter('a', [
      ['segment.ms', set, '5'],
      ['segment.ms', set, '6'],
    ]),
  ).toBe('INVALID_REQUEST');
  expect(
    await alter('a', [
      ['min.compaction.lag.ms', set, '5'],
      ['max.compaction.lag.ms', set, '4'],
    ]),
  ).toBe('INVALID_CONFIG');
  expect(await alter('a', [['segment.ms', set, '5']], { validateOnly: true })).toBe('NONE');
  expect(textsOf('topic', 'a')).toEqual({ 'retention.ms': '1000' });
});

test('what is set for all brokers becomes the default of new topics', async () => {
  const { controller, alter } = await started();
  expect(await alter('', [['log.retention.ms', set, '77']], { resourceType: brokerType })).toBe('NONE');
  const { topics } = await controller.createTopics(topicsRequest([{ name: 'b' }]));
  expect(topics[0]?.configs?.find(({ name }) => name === 'retention.ms')).toMatchObject({ value: '77', configSource: 3 });
});

test('the old AlterConfigs replaces all that was set', async () => {
  const { controller, textsOf } = await started();
  const { responses } = await controller.alterConfigs({
    resources: [{ resourceType: topicType, resourceName: 'a', configs: [{ name: 'segment.ms', value: '5' }] }],
    validateOnly: false,
  });
  expect(responses).toEqual([{ errorCode: 0, errorMessage: null, resourceType: topicType, resourceName: 'a' }]);
  expect(textsOf('topic', 'a')).toEqual({ 'segment.ms': '5' });
});

test('a resource named twice is refused', async () => {
  const { controller } = await started();
  const resource = { resourceType: topicType, resourceName: 'a', configs: [] };
  const { responses } = await controller.incrementalAlterConfigs({ resources: [resource, resource], validateOnly: false });
  expect(responses.map(({ errorCode }) => errorName(errorCode))).toEqual(['INVALID_REQUEST', 'INVALID_REQUEST']);
});
