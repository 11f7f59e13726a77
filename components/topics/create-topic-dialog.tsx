'use client';
import dynamic from 'next/dynamic';
import { Dialog } from '@/components/ui/dialog';
import { useText } from '@/lib/i18n/text-provider';

const CreateTopicForm = dynamic(() => import('./create-topic-form').then((module) => module.CreateTopicForm), { ssr: false });

interface CreateTopicDialogProps {
  cluster: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onCreated: (topic: string) => void;
}

export function CreateTopicDialog({ cluster, open, onOpenChange, onCreated }: CreateTopicDialogProps) {
  const { t } = useText();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('topics.create.title')}>
      <CreateTopicForm cluster={cluster} onCancel={() => onOpenChange(false)} onCreated={onCreated} />
    </Dialog>
  );
}
