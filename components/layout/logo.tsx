/** Three brokers: one leads, two follow. */
export function Logo() {
  return (
    <svg aria-hidden width="20" height="20" viewBox="0 0 20 20">
      <circle cx="5" cy="6" r="3.4" fill="currentColor" />
      <circle cx="15" cy="6" r="2.7" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="10" cy="15" r="2.7" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
