'use client';
import type { ReactNode } from 'react';
import { useText } from '@/lib/i18n/text-provider';
import { Button } from './button';
import { CopyButton } from './copy-button';
import { errorFactsOf } from './error-facts';
import { Notice } from './notice';

interface ErrorStateProps {
  /** An ApiError, or anything else that was thrown. */
  error: unknown;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  /** More to do than to try again. */
  actions?: ReactNode;
  className?: string;
}

/** Codes that are no failure: the cluster is as it is, and trying again does not help. */
const lasting: ReadonlySet<string> = new Set(['UNSUPPORTED_BY_CLUSTER', 'NOT_AUTHORIZED']);

/** Says what happened, where, and what to do next. The words come from the code, the details from the server. */
export function ErrorState({ error, onRetry, retrying = false, actions, className }: ErrorStateProps) {
  const { t, find } = useText();
  const facts = errorFactsOf(error);
  const title = find(`errors.${facts.code}.title`) ?? t('errors.UNKNOWN.title');
  const isLasting = lasting.has(facts.code);
  const { api, since } = facts.details ?? {};
  const next =
    facts.code === 'UNSUPPORTED_BY_CLUSTER' && typeof api === 'string' && typeof since === 'string'
      ? t('errors.UNSUPPORTED_BY_CLUSTER.lacks', { api, since })
      : (find(`errors.${facts.code}.next`) ?? t('errors.UNKNOWN.next'));
  return (
    <Notice
      tone={isLasting ? 'info' : 'bad'}
      title={title}
      {...(className === undefined ? {} : { className })}
      actions={
        <>
          {actions}
          {onRetry === undefined || facts.code === 'UNSUPPORTED_BY_CLUSTER' ? null : (
            <Button size="small" onClick={onRetry} disabled={retrying}>
              {t(retrying ? 'common.trying' : 'common.tryAgain')}
            </Button>
          )}
        </>
      }
    >
      <span className="text-muted">{next}</span>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
        <span className="font-mono wrap-anywhere" dir="ltr">
          {facts.message}
        </span>
        {typeof facts.broker === 'number' ? <span>{t('common.onBroker', { broker: facts.broker })}</span> : null}
        {typeof facts.partition === 'number' ? <span>{t('common.onPartition', { partition: facts.partition })}</span> : null}
        {typeof facts.requestId === 'string' && facts.requestId !== '' ? (
          <CopyButton variant="quiet" text={`${facts.code} ${facts.requestId}`} label={t('common.copyRequestId')}>
            <span className="block max-w-[calc(100vw-9rem)] truncate">{t('common.request', { id: facts.requestId })}</span>
          </CopyButton>
        ) : null}
      </div>
    </Notice>
  );
}
