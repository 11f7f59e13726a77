import { route } from '@/lib/server/http/route';
import { checkHealth } from '@/lib/server/services/clusters/check-health';

export const GET = route((call) => checkHealth(call));
