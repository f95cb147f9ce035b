/**
 * Brent's method: the place between `low` and `high`, where `f` has unlike signs, at which it is zero.
 * @returns within a few units of the last place of the answer
 */
export function zeroBetween(f: (at: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (Math.abs(fa) < Math.abs(fb)) [a, b, fa, fb] = [b, a, fb, fa];
  let [c, fc, d, halved] = [a, fa, a, true];
  for (let round = 0; round < 200 && fb !== 0; round++) {
    const tolerance = 2 * Number.EPSILON * Math.abs(b) + Number.MIN_VALUE;
    if (Math.abs(b - a) <= tolerance) break;
    let s = guess(a, b, c, fa, fb, fc);
    const before = halved ? Math.abs(b - c) : Math.abs(c - d);
    const quarter = (3 * a + b) / 4;
    halved =
      !(s > Math.min(quarter, b) && s < Math.max(quarter, b)) ||
      Math.abs(s - b) >= before / 2 ||
      before < tolerance;
    if (halved) s = (a + b) / 2;
    const fs = f(s);
    [d, c, fc] = [c, b, fb];
    if (fa < 0 !== fs < 0) [b, fb] = [s, fs];
    else [a, fa] = [s, fs];
    if (Math.abs(fa) < Math.abs(fb)) [a, b, fa, fb] = [b, a, fb, fa];
  }
  return b;
}

/** Inverse quadratic interpolation where three values differ, else the secant. */
function guess(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  if (fa !== fc && fb !== fc)
    return (
      (a * fb * fc) / ((fa - fb) * (fa - fc)) +
      (b * fa * fc) / ((fb - fa) * (fb - fc)) +
      (c * fa * fb) / ((fc - fa) * (fc - fb))
    );
  return b - (fb * (b - a)) / (fb - fa);
}
