import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { may, type Role } from '#shared/actor.ts';

export type SessionUser = {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Region code prefix whose rows the user sees. */
  readonly scope: string;
  readonly scopeName: string;
  readonly mustChangePassword: boolean;
};

/** Who is signed in and where; `user` is null on the pages before signing in. */
export type Session = {
  readonly user: SessionUser | null;
  readonly demo: boolean;
  readonly districtCode: string;
  readonly districtName: string;
};

/** Query key of the session; invalidate after signing in or changing the password. */
export const sessionKey = ['session'] as const;

const SessionContext = createContext<Session | undefined>(undefined);

type SessionGateProps = {
  /** Asks the server; answers `user: null` where nobody is signed in. */
  readonly load: () => Promise<Session>;
  readonly waiting: ReactNode;
  readonly failed: (error: Error, again: () => void) => ReactNode;
  readonly children: ReactNode;
};

/** Draws its children once it is known who is signed in. */
export function SessionGate({ load, waiting, failed, children }: SessionGateProps) {
  const query = useQuery({ queryKey: sessionKey, queryFn: load, staleTime: 60_000 });
  if (query.data) return <SessionContext value={query.data}>{children}</SessionContext>;
  if (query.error) return failed(query.error, () => void query.refetch());
  return waiting;
}

/** The session; throws outside SessionGate. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession outside SessionGate');
  return session;
}

/** The signed-in user; throws on the pages before signing in. */
export function useUser(): SessionUser {
  const { user } = useSession();
  if (!user) throw new Error('useUser before signing in');
  return user;
}

/** Whether the signed-in user may do an action of these roles; hides buttons only, the server decides. */
export function useMay(allowed: readonly Role[]): boolean {
  const { user } = useSession();
  return user !== null && may(user, allowed);
}
