'use client';
import type { TransferSource } from '@/lib/contracts/transfer';
import { CopyDialog } from './copy-dialog';

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
export function TransferDialog({ act, ...rest }: TransferDialogProps) {
  return act === 'copy' ? <CopyDialog {...rest} /> : null;
}
