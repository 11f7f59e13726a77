import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { plantInto } from './plant';
import { plants } from './plants';

test.each(plants)('$name still fits where it is planted', (plant) => {
  const source = readFileSync(plant.file, 'utf8');
  expect(plantInto(source, plant)).not.toBe(source);
});

test('each plant has a name of its own', () => {
  expect(new Set(plants.map(({ name }) => name)).size).toBe(plants.length);
});
