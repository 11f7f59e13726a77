'use client';
import { Dialog } from '@/components/ui/dialog';
import { late } from '@/components/ui/late';
import { useText } from '@/lib/i18n/text-provider';

const CreateTopicForm = late(() => import('./create-topic-form').then((module) => module.CreateTopicForm));

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
