import { type DemoEstate, makeEstate } from './estate.ts';
import { first, second } from './names.ts';
import { seededRandom } from './random.ts';

/** Sizes measured for China: a district, a prefecture city, the nation. */
export const scales = { district: 90, city: 4_000, nation: 220_000 } as const;

/** A subdistrict of the generated world and the centre its estates lie around. */
export type ScaleSubdistrict = {
  readonly code: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
};

/** Subdistricts with generated codes, about 100 estates each; the codes name no real place. */
export function generatedSubdistricts(estates: number): ScaleSubdistrict[] {
  return Array.from({ length: Math.max(1, Math.ceil(estates / 100)) }, (_, n) => ({
    code: `99${String(Math.floor(n / 40) + 1).padStart(4, '0')}${String((n % 40) + 1).padStart(3, '0')}`,
    name: `生成${n + 1}街道`,
    lon: 100 + ((n * 7) % 200) / 10,
    lat: 24 + ((n * 13) % 180) / 10,
  }));
}

/**
 * Estates of any number, one at a time so that the nation's fit in memory one after another: same shape as the demo
 * district's, names told apart by a number. For benches; rows, not files.
 */
export function* manyEstates(
  count: number,
  seed: number,
  subdistricts: readonly ScaleSubdistrict[] = generatedSubdistricts(count),
): Generator<DemoEstate> {
  const random = seededRandom(seed);
  for (let n = 0; n < count; n++) {
    const home = subdistricts[n % subdistricts.length];
    if (!home) return;
    const place = {
      subdistrict: home.code,
      subdistrictName: home.name,
      community: `第${(n % 6) + 1}社区`,
      lon: home.lon,
      lat: home.lat,
      spread: 0.02,
    };
    const name = `${random.pick(first)}${random.pick(second)}${Math.floor(n / 192) + 1}号院`;
    yield makeEstate(random, place, name, null);
  }
}
