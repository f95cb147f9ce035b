import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countByYear, formProject, type ProjectCandidate, projectCode, totalOf } from './project.ts';

const years = [2021, 2022, 2023, 2024, 2025];
const estate = (id: string, change: Partial<ProjectCandidate> = {}): ProjectCandidate => ({
  estateId: id,
  name: id,
  accepted: true,
  held: false,
  projectCode: null,
  buildings: 3,
  households: 100,
  floorAreaCm2: 100_000_000n,
  ...change,
});
const codes = (list: readonly ProjectCandidate[], year = 2022): string[] => {
  const result = formProject(list, year, years);
  return result.ok ? [] : result.faults.map((fault) => fault.code);
};

describe('五(二)：受理的小区组成项目', () => {
  test('锁定的数为各小区之和', () => {
    const result = formProject([estate('a'), estate('b', { buildings: 1, households: 20 })], 2022, years);
    expect(result).toMatchObject({
      ok: true,
      counts: { estates: 2, buildings: 4, households: 120, floorAreaCm2: 200_000_000n },
    });
  });

  test('所有错误一次说明', () => {
    expect(codes([])).toEqual(['empty']);
    expect(codes([estate('a'), estate('a')])).toEqual(['repeated']);
    expect(codes([estate('a')], 2026)).toEqual(['year']);
    expect(
      codes([estate('a', { accepted: false, held: true, projectCode: '371503-2021-001', households: null })]),
    ).toEqual(['not-accepted', 'held', 'in-project', 'counts-unknown']);
    expect(codes([estate('a', { households: 0 })])).toEqual(['counts-unknown']);
  });

  test('项目编号由区县、年度与序号组成', () => {
    expect(projectCode('371503', 2022, 3)).toBe('371503-2022-003');
  });

  test('同一小区不在两年重复计数：各年之和等于不重复小区之和', () => {
    const ids = fc.uniqueArray(fc.uuid(), { maxLength: 30 });
    fc.assert(
      fc.property(
        ids,
        fc.array(fc.constantFrom(...years), { minLength: 30, maxLength: 30 }),
        (list, starts) => {
          const inProject = new Map<string, string>();
          const projects = [...list, ...list].flatMap((id, index) => {
            const year = starts[index % 30] ?? 2021;
            const result = formProject([estate(id, { projectCode: inProject.get(id) ?? null })], year, years);
            if (!result.ok) return [];
            inProject.set(id, projectCode('371503', year, index));
            return [{ year, estates: result.estates }];
          });
          const total = [...countByYear(projects).values()].reduce((sum, one) => sum + one.households, 0);
          expect(total).toBe(totalOf(projects.flatMap((one) => one.estates)).households);
          expect(total).toBe(100 * list.length);
        },
      ),
    );
  });

  test('重复计入会被发现', () => {
    const one = { estateId: 'a', buildings: 1, households: 1, floorAreaCm2: 1n };
    expect(() =>
      countByYear([
        { year: 2021, estates: [one] },
        { year: 2022, estates: [one] },
      ]),
    ).toThrow(RangeError);
  });
});
