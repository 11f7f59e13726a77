'use client';
import { hexRow, hexRowBytes } from './payload-bytes';
import { VirtualLines } from './virtual-lines';

/** Every byte, sixteen to a line, with its text beside it. */
export function HexView({ bytes, label, className }: { bytes: Uint8Array; label: string; className?: string }) {
  const line = (row: number) => {
    const { address, hex, ascii } = hexRow(bytes, row);
    return (
      <span className="text-muted">
        <span className="text-faint">{address}</span> {hex} <span className="text-ink">{ascii}</span>
      </span>
    );
  };
  return <VirtualLines label={label} count={Math.ceil(bytes.length / hexRowBytes)} line={line} className={className ?? 'py-3'} />;
}
