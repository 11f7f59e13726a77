import { expect, test } from 'vitest';
import { jsonValueAt } from '@/lib/format/json-layout';
import { jsonRows, type JsonRow, type JsonTreeState } from './json-rows';

const closed: JsonTreeState = { toggled: new Set(), limits: new Map() };

function rowsOf(text: string, state = closed): JsonRow[] {
  const root = jsonValueAt(text, 0);
  return root === undefined ? [] : jsonRows(text, root, state);
}

function drawn(text: string, state = closed): string[] {
  return rowsOf(text, state).map((row) => {
    const indent = '  '.repeat(row.depth);
    if (row.kind === 'more') return `${indent}+${row.shown}`;
    if (row.kind === 'close') return `${indent}${row.bracket}`;
    const key = row.child.key === undefined ? '' : `${text.slice(row.child.key.start, row.child.key.end)}: `;
    return `${indent}${key}${row.shape === 'open' || row.shape === 'closed' ? row.shape : text.slice(row.child.start, row.child.end)}`;
  });
}

const order = '{"id":90071992547409931,"lines":[{"sku":"A-103","n":4},{"sku":"C-7","n":1}],"note":null}';

test('a document opens with its shape in sight, small objects on one line, numbers exact', () => {
  expect(drawn(order)).toEqual([
    'open',
    '  "id": 90071992547409931',
    '  "lines": open',
    '    {"sku":"A-103","n":4}',
    '    {"sku":"C-7","n":1}',
    '  ]',
    '  "note": null',
    '}',
  ]);
});

test('a toggled container is closed, and opened again by a second toggle', () => {
  expect(drawn(order, { toggled: new Set(['/1']), limits: new Map() })).toEqual([
    'open',
    '  "id": 90071992547409931',
    '  "lines": closed',
    '  "note": null',
    '}',
  ]);
});

test('a list of a million is shown in steps', () => {
  const text = `[${Array.from({ length: 1_000_000 }, (_, index) => index).join(',')}]`;
  const started = performance.now();
  const rows = rowsOf(text);
  expect(rows).toHaveLength(503);
  expect(rows.at(-2)).toEqual({ kind: 'more', depth: 1, path: '', shown: 500 });
  expect(rowsOf(text, { toggled: new Set(), limits: new Map([['', 1000]]) })).toHaveLength(1003);
  expect(performance.now() - started).toBeLessThan(2000);
});
