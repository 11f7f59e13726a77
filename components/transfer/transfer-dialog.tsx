'use client';
import type { TransferSource } from '@/lib/contracts/transfer';
import { useCanWrite } from '@/lib/queries/clusters/use-can-write';
import { useWritableClusters } from '@/lib/queries/clusters/use-writable-clusters';
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

/** The dialog that belongs to an action, if one does and the action can be taken. */
export function TransferDialog({ act, partitionCount, ...rest }: TransferDialogProps) {
  const canWrite = useCanWrite(rest.cluster);
  const clusters = useWritableClusters();
  if (act === 'copy') return clusters.length === 0 ? null : <CopyDialog partitionCount={partitionCount} {...rest} />;
  return act === 'redrive' && canWrite ? <RedriveDialog {...rest} /> : null;
}
