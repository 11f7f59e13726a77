import { describeProof } from '../lab/act-on-proof';
import { supervisorOf } from '../lab/supervisor-of';
import type { ChannelRun } from './channel-run';
import { poll } from './poll';

const everyMs = 500;

/** The proof's counts, twice a second while they change. While a tab has this channel the proof may run. */
export function runProofChannel(run: ChannelRun): Promise<void> {
  const { ctx, cluster, connection, id, signal } = run;
  const handle = ctx.runtime.cluster(cluster);
  supervisorOf(handle);
  handle.proof.hold(signal);
  let sent = '';
  return poll(run, everyMs, () => {
    const data = describeProof({ ctx, input: { cluster } });
    const text = JSON.stringify(data);
    if (text !== sent && !signal.aborted) connection.send('snapshot', { channel: id, kind: 'proof', data });
    sent = text;
    return Promise.resolve();
  });
}
