/** Puts text on the clipboard; false when the browser refuses. Pages served over plain http from another host have no clipboard API. */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    return navigator.clipboard.writeText(text).then(
      () => true,
      () => copyBySelection(text),
    );
  }
  return copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const holder = document.createElement('textarea');
  holder.value = text;
  holder.style.position = 'fixed';
  holder.style.opacity = '0';
  (document.querySelector('[role="dialog"]') ?? document.body).append(holder);
  const focused = document.activeElement;
  holder.select();
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies on a page that is not a secure context
  const copied = document.execCommand('copy');
  holder.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
