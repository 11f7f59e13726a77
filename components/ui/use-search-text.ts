'use client';
import { useEffect, useRef, useState } from 'react';

const restMs = 180;

/** Text typed to search with: shown at once, written to the address when it rests, and taken from the address when that changes. */
export function useSearchText(inAddress: string, write: (text: string) => void): readonly [string, (text: string) => void] {
  const [typed, setTyped] = useState(inAddress);
  const [written, setWritten] = useState(inAddress);
  const [seen, setSeen] = useState(inAddress);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (inAddress !== seen) {
    setSeen(inAddress);
    if (inAddress !== written) setTyped(inAddress);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setWritten(text);
      write(text);
    }, restMs);
  };
  return [typed, type];
}
