/** Id and name of the cluster that is given by its bootstrap servers alone. */
export const unnamedCluster = 'default';
