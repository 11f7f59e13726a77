'use client';
import { useEffect, useState } from 'react';

/** The value once it has rested for a while: what is asked of the server while somebody types. */
export function useDebounced<Value>(value: Value, restMs = 180): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}
