import * as z from 'zod/mini';
import { parseRecordField, type RecordField } from '@/lib/format/record-field';
import { Kept } from '@/lib/preferences/kept';

/** Columns that can be left out; the offset always stays, as it is the way to the message. */
export const optionalColumns = ['time', 'partition', 'key', 'value', 'size'] as const;

export const lineCounts = [1, 2, 4] as const;
export const fieldsMax = 12;

/** A field has to lead somewhere: key and value as they are have columns already. */
export function columnField(path: string): RecordField | undefined {
  const field = parseRecordField(path);
  return field === undefined || (field.kind === 'header' ? field.name === undefined : field.path.length === 0)
    ? undefined
    : field;
}

/** What stands over its column: most fields are of the value. */
export function fieldLabel(path: string): string {
  return path.replace(/^value\.?/, '');
}

const tableChoice = z.object({
  hidden: z.array(z.enum(optionalColumns)),
  /** As they were typed: `value.customer.country`. */
  fields: z.array(z.string().check(z.refine((path) => columnField(path) !== undefined))).check(z.maxLength(fieldsMax)),
  /** How many lines of text a row shows. */
  lines: z.literal(lineCounts),
  /** Whether the plot of messages over time stands above them. */
  hasVolume: z.boolean(),
});

export type OptionalColumn = (typeof optionalColumns)[number];
export type LineCount = (typeof lineCounts)[number];
export type TableChoice = z.infer<typeof tableChoice>;

export const plainTable: TableChoice = { hidden: [], fields: [], lines: 1, hasVolume: true };

/** How the messages of a topic are laid out: what suits orders does not suit payments. */
export function keptTable(cluster: string, topic: string): Kept<TableChoice> {
  return new Kept<TableChoice>({ name: `ottla-message-table ${cluster} ${topic}`, byDefault: plainTable, schema: tableChoice });
}

export function withToggled(table: TableChoice, column: OptionalColumn): TableChoice {
  return { ...table, hidden: optionalColumns.filter((each) => table.hidden.includes(each) !== (each === column)) };
}

export function withField(table: TableChoice, path: string): TableChoice {
  return { ...table, fields: [...table.fields.filter((each) => each !== path), path] };
}

export function withoutField(table: TableChoice, path: string): TableChoice {
  return { ...table, fields: table.fields.filter((each) => each !== path) };
}

/** In how many ways it differs from the plain table. */
export function changeCount({ hidden, fields, lines, hasVolume }: TableChoice): number {
  return hidden.length + fields.length + Number(lines !== plainTable.lines) + Number(!hasVolume);
}
