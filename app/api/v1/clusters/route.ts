import { route } from '@/lib/server/http/route';
import { listClusters } from '@/lib/server/services/clusters/list-clusters';

export const GET = route((call) => Promise.resolve(listClusters(call)));
