/** Dims the page behind what is in front of it. */
export const overlayClass = 'fixed inset-0 z-40 bg-[color-mix(in_oklab,#17181c_32%,transparent)]';
