import { randomHex, randomUuid } from './random-uuid';

/** What one message is filled from. */
export interface FillSource {
  /** How many messages went before it. */
  readonly count: number;
  readonly nowMs: number;
  /** From 0 to below 1. */
  readonly random: () => number;
}

export type Fill = (source: FillSource) => string;

interface PlaceholderKind {
  readonly usage: string;
  /** Undefined: not written as it must be. */
  fillOf(words: readonly string[]): Fill | undefined;
}

const firstNames = [
  'Ada',
  'Amir',
  'Chidi',
  'Elena',
  'Fatima',
  'Grace',
  'Hiro',
  'Ines',
  'Jonas',
  'Leila',
  'Mei',
  'Noor',
  'Oskar',
  'Priya',
  'Sofia',
  'Tomás',
];
const lastNames = [
  'Andersson',
  'Bauer',
  'Costa',
  'Dubois',
  'Eze',
  'Haddad',
  'Ito',
  'Jansen',
  'Karimi',
  'Lindqvist',
  'Moreau',
  'Nakamura',
  'Okafor',
  'Patel',
  'Rossi',
  'Wang',
];

function integer(word: string | undefined): number | undefined {
  const value = word !== undefined && /^-?\d{1,16}$/.test(word) ? Number(word) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

function decimal(word: string | undefined): number | undefined {
  return word !== undefined && /^-?\d{1,15}(\.\d{1,15})?$/.test(word) ? Number(word) : undefined;
}

function pick(items: readonly string[], random: () => number): string {
  return items[Math.floor(random() * items.length)] ?? '';
}

function nowFill([unit]: readonly string[]): Fill | undefined {
  switch (unit) {
    case undefined:
      return ({ nowMs }) => new Date(nowMs).toISOString();
    case 'ms':
      return ({ nowMs }) => String(nowMs);
    case 's':
      return ({ nowMs }) => String(Math.floor(nowMs / 1000));
    case 'date':
      return ({ nowMs }) => new Date(nowMs).toISOString().slice(0, 10);
    default:
      return undefined;
  }
}

function intFill(words: readonly string[]): Fill | undefined {
  const [least, most] = [integer(words[0]), integer(words[1])];
  if (least === undefined || most === undefined || most < least || words.length > 2) return undefined;
  return ({ random }) => String(least + Math.floor(random() * (most - least + 1)));
}

const digitsMax = 15;

function floatFill(words: readonly string[]): Fill | undefined {
  const [least, most, digits] = [decimal(words[0]), decimal(words[1]), integer(words[2] ?? '2')];
  if (least === undefined || most === undefined || digits === undefined || words.length > 3) return undefined;
  if (most < least || digits < 0 || digits > digitsMax) return undefined;
  return ({ random }) => (least + random() * (most - least)).toFixed(digits);
}

function counterFill(words: readonly string[]): Fill | undefined {
  const [start, step] = [integer(words[0] ?? '1'), integer(words[1] ?? '1')];
  if (start === undefined || step === undefined || words.length > 2) return undefined;
  return ({ count }) => String(start + step * count);
}

const hexDigitsMax = 4096;

function hexFill(words: readonly string[]): Fill | undefined {
  const digits = integer(words[0] ?? '8');
  if (digits === undefined || digits < 1 || digits > hexDigitsMax || words.length > 1) return undefined;
  return ({ random }) => randomHex(digits, random);
}

const alone = (fill: Fill) => (words: readonly string[]) => (words.length === 0 ? fill : undefined);

/** Every placeholder there is, by its first word. */
export const placeholderKinds: ReadonlyMap<string, PlaceholderKind> = new Map<string, PlaceholderKind>([
  ['uuid', { usage: '{{uuid}}', fillOf: alone(({ random }) => randomUuid(random)) }],
  [
    'now',
    { usage: '{{now}}, {{now ms}}, {{now s}}, {{now date}}', fillOf: (words) => (words.length > 1 ? undefined : nowFill(words)) },
  ],
  ['counter', { usage: '{{counter}}, {{counter 100}}, {{counter 100 5}}', fillOf: counterFill }],
  ['int', { usage: '{{int 1 100}}', fillOf: intFill }],
  ['float', { usage: '{{float 0 1}}, {{float 0 1 4}}', fillOf: floatFill }],
  ['name', { usage: '{{name}}', fillOf: alone(({ random }) => `${pick(firstNames, random)} ${pick(lastNames, random)}`) }],
  [
    'pick',
    {
      usage: '{{pick red green blue}}',
      fillOf: (words) => (words.length === 0 ? undefined : ({ random }) => pick(words, random)),
    },
  ],
  ['hex', { usage: '{{hex}}, {{hex 16}}', fillOf: hexFill }],
]);
