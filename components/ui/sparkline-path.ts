/** One SVG path through the values, evenly spaced; a null is a hole. Zero lies on the floor of the plot. */
export function sparklinePath(values: readonly (number | null)[], width: number, height: number, top: number): string {
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  const room = height - 2;
  let path = '';
  let drawing = false;
  values.forEach((value, index) => {
    if (value === null) {
      drawing = false;
      return;
    }
    const share = top > 0 ? Math.min(1, Math.max(0, value / top)) : 0;
    const y = height - 1 - share * room;
    path += `${drawing ? 'L' : 'M'}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
    drawing = true;
  });
  return path;
}
