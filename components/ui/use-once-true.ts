import { useState } from 'react';

/** True from the first time that `value` is: for what is loaded at its first use and stays. */
export function useOnceTrue(value: boolean): boolean {
  const [wasTrue, setWasTrue] = useState(value);
  if (value && !wasTrue) setWasTrue(true);
  return value || wasTrue;
}
