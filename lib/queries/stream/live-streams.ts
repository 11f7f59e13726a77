import { LiveStream, type StreamPorts } from './live-stream';
import { setTimer } from './set-timer';
import type { TabConnection } from './tab-connection';

const streams = new Map<string, LiveStream>();

/** The tab's stream for a cluster. Only the cluster in sight has channels, so only one connection is open. */
export function liveStreamOf(cluster: string): LiveStream {
  const known = streams.get(cluster);
  if (known !== undefined) return known;
  const stream: LiveStream = new LiveStream(browserPorts(cluster, () => stream));
  streams.set(cluster, stream);
  followTab(stream);
  return stream;
}

/** How to connect, and the contracts of all that can flow, come after the page: it is shown without them. */
function browserPorts(cluster: string, stream: () => LiveStream): StreamPorts {
  let tab: TabConnection | undefined;
  const connection = async (): Promise<TabConnection> => {
    const { TabConnection } = await import('./tab-connection');
    return (tab ??= new TabConnection(cluster, stream()));
  };
  return {
    open: async (signal) => (await connection()).open(signal),
    putChannels: async (streamId, channels, signal) => (await connection()).putChannels(streamId, channels, signal),
    setTimer,
    nowMs: () => Date.now(),
    random: () => Math.random(),
  };
}

function followTab(stream: LiveStream): void {
  const follow = () => stream.setVisible(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', follow);
  window.addEventListener('online', () => stream.retryNow());
  window.addEventListener('pagehide', () => stream.setVisible(false, 'at once'));
  window.addEventListener('pageshow', follow);
  follow();
}
