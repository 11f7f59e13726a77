'use client';
import { useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { MarkedText } from '@/components/ui/marked-text';
import type { JsonChild } from '@/lib/format/json-layout';
import { nextJsonToken } from '@/lib/format/json-scanner';
import { useText } from '@/lib/i18n/text-provider';
import { childrenPerStep, jsonRows, type JsonRow, type JsonTreeState } from './json-rows';
import { VirtualLines } from './virtual-lines';

/** A very long string is cut in the tree; the text view has it whole. */
const stringCharactersMax = 2000;

interface TreeViewProps {
  text: string;
  root: JsonChild;
  label: string;
}

/** JSON as a tree that opens level by level. Digits are shown as they were written. */
export function TreeView({ text, root, label }: TreeViewProps) {
  const [state, setState] = useState<JsonTreeState>({ toggled: new Set(), limits: new Map() });
  const rows = useMemo(() => jsonRows(text, root, state), [text, root, state]);
  const toggle = (path: string) => {
    const toggled = new Set(state.toggled);
    if (!toggled.delete(path)) toggled.add(path);
    setState({ ...state, toggled });
  };
  const showMore = (path: string, shown: number) =>
    setState({ ...state, limits: new Map(state.limits).set(path, shown + childrenPerStep) });
  const line = (index: number) => {
    const row = rows[index];
    return row === undefined ? null : <TreeLine text={text} row={row} onToggle={toggle} onMore={showMore} />;
  };
  return <VirtualLines wraps label={label} count={rows.length} line={line} className="py-3.5" />;
}

interface TreeLineProps {
  text: string;
  row: JsonRow;
  onToggle: (path: string) => void;
  onMore: (path: string, shown: number) => void;
}

const indentCharacters = 2;

function TreeLine({ text, row, onToggle, onMore }: TreeLineProps) {
  const { t } = useText();
  const style = { paddingInlineStart: `${row.depth * indentCharacters + 2}ch` };
  switch (row.kind) {
    case 'close':
      return (
        <div style={style}>
          {row.bracket}
          {row.isLast ? '' : ','}
        </div>
      );
    case 'more':
      return (
        <div style={style}>
          <Button size="small" variant="quiet" className="underline" onClick={() => onMore(row.path, row.shown)}>
            {t('record.moreChildren', { count: row.shown })}
          </Button>
        </div>
      );
    case 'value':
      return (
        <div style={style} className="relative">
          {row.shape === 'open' || row.shape === 'closed' ? (
            <Twist isOpen={row.shape === 'open'} depth={row.depth} onToggle={() => onToggle(row.path)} />
          ) : null}
          {row.child.key === undefined ? null : (
            <>
              <MarkedText className="text-faint" text={text.slice(row.child.key.start, row.child.key.end)} />
              {': '}
            </>
          )}
          <Value text={text} row={row} />
          {row.isLast || row.shape === 'open' ? '' : ','}
        </div>
      );
  }
}

function Twist({ isOpen, depth, onToggle }: { isOpen: boolean; depth: number; onToggle: () => void }) {
  const { t } = useText();
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={t(isOpen ? 'record.closeNode' : 'record.openNode')}
      onClick={onToggle}
      style={{ insetInlineStart: `${depth * indentCharacters}ch` }}
      className="absolute top-0 h-5 w-[2ch] text-[10px] text-faint select-none after:absolute after:-inset-0.5 hover:text-ink"
    >
      <span aria-hidden className={cx('inline-block transition-transform', isOpen && 'rotate-90')}>
        ▸
      </span>
    </button>
  );
}

function Value({ text, row }: { text: string; row: Extract<JsonRow, { kind: 'value' }> }) {
  const { child, shape } = row;
  const [left, right] = child.kind === 'object' ? '{}' : '[]';
  switch (shape) {
    case 'open':
      return left;
    case 'closed':
      return `${left} … ${right}`;
    case 'short':
      return <ShortContainer text={text.slice(child.start, child.end)} />;
    case 'plain': {
      const shown = text.slice(child.start, Math.min(child.end, child.start + stringCharactersMax));
      return (
        <>
          <MarkedText text={shown} className={child.kind === 'literal' ? 'text-muted' : undefined} />
          {child.end - child.start > stringCharactersMax ? ' …' : ''}
        </>
      );
    }
  }
}

/** `{ "sku": "A-103", "n": 4 }`: keys stand back, values stand out. */
function ShortContainer({ text }: { text: string }) {
  const parts: { text: string; isKey: boolean }[] = [];
  for (let at = 0; ;) {
    const token = nextJsonToken(text, at);
    if (token.kind === 'end') break;
    const next = nextJsonToken(text, token.end).kind;
    const piece = text.slice(token.start, token.end);
    const spaced =
      token.kind === ':' || token.kind === ',' || ((token.kind === '{' || token.kind === '[') && next !== '}' && next !== ']');
    const closes = next === '}' || next === ']';
    parts.push({
      text: `${piece}${spaced || (closes && token.kind !== '{' && token.kind !== '[') ? ' ' : ''}`,
      isKey: token.kind === 'string' && next === ':',
    });
    at = token.end;
  }
  return parts.map((part, index) => (
    <MarkedText key={index} text={part.text} className={part.isKey ? 'text-faint' : undefined} />
  ));
}
