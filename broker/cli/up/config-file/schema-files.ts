import type { SchemaFileSettings, SchemaRuleSettings } from './cluster-settings';
import type { Setting } from './setting';

/** Which schemas the messages of which topics are written with, where no Schema Registry says. */
export function schemaRulesOf(setting: Setting): SchemaRuleSettings[] {
  if (!setting.isGiven) return [];
  return setting.list().map((rule) => {
    const of = rule.mapping(['topic', 'key', 'value']);
    const topic = of('topic').text();
    if (!of('key').isGiven && !of('value').isGiven) throw rule.fault('has neither key nor value');
    return { topic, key: fileOf(of('key')), value: fileOf(of('value')) };
  });
}

function fileOf(setting: Setting): SchemaFileSettings | null {
  if (!setting.isGiven) return null;
  const of = setting.mapping(['file', 'message']);
  const name = of('file').text();
  const isAvro = name.endsWith('.avsc');
  if (!isAvro && !name.endsWith('.proto')) throw of('file').fault(`${name} is neither an .avsc nor a .proto file`);
  if (isAvro && of('message').isGiven) throw of('message').fault('is not for Avro');
  return { type: isAvro ? 'avro' : 'protobuf', path: of('file').readableFile(), message: of('message').optionalText() };
}
