import type { ClassThreshold, Fraction, MatterClass, Thresholds } from './vote.ts';

type Written = { readonly quorum: string; readonly majority: string; readonly strict: boolean };

/** @throws RangeError on text that is no fraction `2/3` */
function fraction(text: string): Fraction {
  const [, num, den] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? [];
  if (!num || !den) throw new RangeError(`not a fraction: ${text}`);
  return { num: Number(num), den: Number(den) };
}

const threshold = ({ quorum, majority, strict }: Written): ClassThreshold => ({
  quorum: fraction(quorum),
  majority: fraction(majority),
  strict,
});

/** The pack's parameter `vote.thresholds` as `tally` takes it. */
export const thresholdsOf = (
  written: { readonly article: string } & { readonly [K in MatterClass]: Written },
): Thresholds => ({
  article: written.article,
  ordinary: threshold(written.ordinary),
  special: threshold(written.special),
});
