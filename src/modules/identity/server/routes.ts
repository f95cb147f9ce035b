import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import type { ConstraintProblems } from '#platform/http/fault.ts';
import { problem } from '#shared/problem.ts';
import { identityActions, identityContract } from '../contract.ts';
import { identityProblems } from '../problems.ts';
import { checkAudit, listAudit } from './audit.query.ts';
import { login } from './login.ts';
import { createOrganisation, editOrganisation, listOrganisations } from './organisations.ts';
import { addRegion, listRegions } from './regions.ts';
import { changePassword, listSessions, logout, revokeSession, showSession } from './sessions.ts';
import { createUser, editUser, listUsers, resetPassword } from './users.ts';

const os = implement(identityContract).$context<RequestContext>();

const spec = (action: keyof typeof identityActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: identityActions[action],
  kind,
});
/** What one may do with one's own session, even before the first password is changed. */
const ownSession = (kind: DoorSpec['kind']): DoorSpec => ({
  ...spec('identity.session', kind),
  beforePasswordChange: true,
});

export const identityRoutes = os.router({
  session: {
    // The two doors a visitor may knock at; everything else goes through `door`.
    show: os.session.show.handler(({ context }) => showSession(context)),
    login: os.session.login.handler(({ input, context }) => login(context, input)),
    logout: os.session.logout.handler(({ input, context }) => {
      context.setCookie(null);
      return leave({ input, context });
    }),
    changePassword: os.session.changePassword.handler(door(ownSession('write'), changePassword)),
    list: os.session.list.handler(door(spec('identity.session', 'read'), listSessions)),
    revoke: os.session.revoke.handler(door(spec('identity.session', 'write'), revokeSession)),
  },
  regions: {
    list: os.regions.list.handler(door(spec('identity.region.read', 'read'), listRegions)),
    add: os.regions.add.handler(door(spec('identity.region.edit', 'write'), addRegion)),
  },
  organisations: {
    list: os.organisations.list.handler(door(spec('identity.organisation.read', 'read'), listOrganisations)),
    create: os.organisations.create.handler(
      door(spec('identity.organisation.edit', 'write'), createOrganisation),
    ),
    edit: os.organisations.edit.handler(door(spec('identity.organisation.edit', 'write'), editOrganisation)),
  },
  users: {
    list: os.users.list.handler(door(spec('identity.user.read', 'read'), listUsers)),
    create: os.users.create.handler(door(spec('identity.user.edit', 'write'), createUser)),
    edit: os.users.edit.handler(door(spec('identity.user.edit', 'write'), editUser)),
    resetPassword: os.users.resetPassword.handler(door(spec('identity.user.edit', 'write'), resetPassword)),
  },
  audit: {
    list: os.audit.list.handler(door(spec('identity.audit.read', 'read'), listAudit)),
    check: os.audit.check.handler(door(spec('identity.audit.read', 'read'), checkAudit)),
  },
});

const leave = door(ownSession('write'), logout);

export const identityConstraints: ConstraintProblems = {
  identity_user_login_key: () => problem(identityProblems, 'identity.user.login-taken', {}, { at: 'login' }),
  identity_region_pkey: () => problem(identityProblems, 'identity.region.taken', {}, { at: 'code' }),
  identity_organisation_credit_code_key: () =>
    problem(identityProblems, 'identity.organisation.credit-code-taken', {}, { at: 'creditCode' }),
};
