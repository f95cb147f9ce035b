import type { Role } from '#shared/actor.ts';
import { levelOf, type RegionCode, type RegionLevel } from '#shared/region.ts';

/** The level of region a role works in; a clerk of a subdistrict who saw the district would see too much. */
const levels: Readonly<Record<Role, readonly RegionLevel[]>> = {
  administrator: ['district'],
  taskForce: ['district'],
  leader: ['district', 'subdistrict'],
  subdistrictClerk: ['subdistrict'],
  communityClerk: ['community'],
  finance: ['district'],
  auditor: ['district'],
  unit: ['district', 'subdistrict'],
  firm: ['district', 'subdistrict'],
  siteSupervisor: ['district', 'subdistrict'],
};
const levelNames: Readonly<Record<RegionLevel, string>> = {
  province: '省',
  city: '市',
  district: '县区',
  subdistrict: '街道（乡镇）',
  community: '社区',
};

/** The first role whose level does not fit the scope, with the level it needs; null when all fit. */
export function misplacedRole(
  roles: readonly Role[],
  scope: RegionCode,
): { role: Role; level: string } | null {
  const level = levelOf(scope);
  const role = roles.find((candidate) => !levels[candidate].includes(level));
  return role ? { role, level: levels[role].map((name) => levelNames[name]).join('或') } : null;
}
