'use client';
import { CloneTopicDialog } from './clone-topic-dialog';
import { DeleteTopicDialog, type DoomedTopic } from './delete-topic-dialog';
import { EmptyTopicDialog } from './empty-topic-dialog';
import { GrowTopicDialog } from './grow-topic-dialog';
import type { TopicAction } from './topic-action';

interface TopicActionDialogProps {
  cluster: string;
  action: TopicAction;
  topic: DoomedTopic & { readonly partitionCount: number };
  onClose: () => void;
  onDeleted: (topic: string) => void;
  onCloned: (topic: string) => void;
}

/** The question that belongs to what was chosen from a topic's menu. */
export function TopicActionDialog({ cluster, action, topic, onClose, onDeleted, onCloned }: TopicActionDialogProps) {
  switch (action) {
    case 'grow':
      return <GrowTopicDialog cluster={cluster} topic={topic.name} partitions={topic.partitionCount} onClose={onClose} />;
    case 'empty':
      return <EmptyTopicDialog cluster={cluster} topic={topic.name} partitionCount={topic.partitionCount} onClose={onClose} />;
    case 'clone':
      return <CloneTopicDialog cluster={cluster} topic={topic.name} onClose={onClose} onCloned={onCloned} />;
    case 'delete':
      return <DeleteTopicDialog cluster={cluster} topic={topic} onClose={onClose} onDeleted={onDeleted} />;
  }
}
