import type { DemoDistrict } from './district.ts';
import type { Walk } from './moment.ts';
import type { DemoOrganisation } from './organisations.ts';
import { type DemoLogin, demoPeople } from './people.ts';
import type { Visitor } from './visitor.ts';

/** What every step of loading is handed. A step looks first what is there, so that a start cut short goes on. */
export type Loading = {
  readonly district: DemoDistrict;
  readonly walk: Walk;
  readonly as: (login: DemoLogin) => Promise<Visitor>;
  /** Lets a worker do all queued jobs; throws when the one told did not succeed. */
  readonly finish: (visitor: Visitor, jobId: string) => Promise<void>;
};

type Listed<T> = { total: number; items: T[] };

/** Reads a list to its end, 200 a page. */
export async function listed<T>(visitor: Visitor, url: string): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1; ; page++) {
    const joint = url.includes('?') ? '&' : '?';
    const { total, items } = await visitor.get<Listed<T>>(`${url}${joint}page=${page}&size=200`);
    all.push(...items);
    if (all.length >= total || items.length === 0) return all;
  }
}

/** Communities and organisations, by the administrator. */
export async function loadDirectory(
  { district, as }: Loading,
  organisations: readonly DemoOrganisation[],
): Promise<void> {
  const admin = await as('demo-admin');
  const regions = await admin.get<{ code: string }[]>('/identity/regions');
  const codes = new Set(regions.map(({ code }) => code));
  for (const community of district.communities)
    if (!codes.has(community.code)) await admin.post('/identity/regions', community);
  const there = await listed<{ name: string }>(admin, '/identity/organisations');
  const names = new Set(there.map(({ name }) => name));
  for (const organisation of organisations)
    if (!names.has(organisation.name)) await admin.post('/identity/organisations', organisation);
}

type User = {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly scope: string;
  readonly organisationId: string | null;
  readonly version: number;
};

/** Those who act for a body are told so, by the administrator. */
export async function joinOrganisations({ as }: Loading): Promise<void> {
  const admin = await as('demo-admin');
  const bodies = await listed<{ id: string; name: string }>(admin, '/identity/organisations');
  for (const { id, login, version, name, roles, scope, organisationId } of await listed<User>(
    admin,
    '/identity/users',
  )) {
    const wanted = demoPeople.find((person) => person.login === login)?.organisation;
    const body = bodies.find((one) => one.name === wanted);
    if (body && organisationId === null)
      await admin.post(`/identity/users/${id}`, {
        ...{ name, roles, scope, version, organisationId: body.id, disabled: false },
      });
  }
}
