/** In the data directory: the clusters that were added in the console, which writes it. */
export const keptClustersName = 'console-clusters.json';
