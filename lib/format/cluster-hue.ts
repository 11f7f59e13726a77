import type { ClusterColour } from '@/lib/contracts/cluster';

const hues: Readonly<Record<Exclude<ClusterColour, 'grey'>, number>> = {
  red: 27,
  orange: 55,
  yellow: 95,
  green: 150,
  teal: 195,
  blue: 255,
  violet: 295,
  pink: 345,
};

/** The hue of a cluster's mark; null for grey. */
export function clusterHue(colour: ClusterColour): number | null {
  return colour === 'grey' ? null : hues[colour];
}
