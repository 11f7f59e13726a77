'use client';
import type { TransferSource } from '@/lib/contracts/transfer';
import { CopyDialog } from './copy-dialog';
import { RedriveDialog } from './redrive-dialog';

interface TransferDialogProps {
  cluster: string;
  topic: string;
  partitionCount: number;
  /** Of the address. */
  act: string | null;
  /** Which messages; nothing for the whole topic. */
  source: TransferSource;
  onClose: () => void;
}

/** The dialog that belongs to an action, if one does. */
export function TransferDialog({ act, partitionCount, ...rest }: TransferDialogProps) {
  if (act === 'copy') return <CopyDialog partitionCount={partitionCount} {...rest} />;
  return act === 'redrive' ? <RedriveDialog {...rest} /> : null;
}
