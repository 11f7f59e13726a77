const goldenAngle = 137.508;
const start = 60;
/* 80–140 and 185–375 degrees: what is neither red and amber (15–80) nor green (140–185). */
const first = { from: 80, size: 60 };
const second = { from: 185, size: 190 };

/** The hue of a partition, the same everywhere. Golden-angle steps keep neighbours apart; red, amber and green mean something else. */
export function partitionHue(partition: number): number {
  const step = (partition * goldenAngle + start) % (first.size + second.size);
  const hue = step < first.size ? first.from + step : second.from + (step - first.size);
  return Math.round(hue) % 360;
}
