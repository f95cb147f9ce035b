import { useLocation, useParams, useRouter } from '@tanstack/react-router';
import { type MouseEvent, type ReactNode, useCallback } from 'react';

/** Goes to a path of the console, e.g. `go('/survey/estates?q=花园')`. */
export function useGo(): (href: string, options?: { readonly replace?: boolean }) => void {
  const { history } = useRouter();
  return useCallback(
    (href, options) => (options?.replace ? history.replace(href) : history.push(href)),
    [history],
  );
}

/** The `$name` parameters of the page's path. */
export function usePathParams(): Readonly<Record<string, string | undefined>> {
  return useParams({ strict: false }) as Record<string, string | undefined>;
}

/** The present path without search. */
export function usePathname(): string {
  return useLocation({ select: (location) => location.pathname });
}

/** Search parameters as text, and a setter that replaces the present address; undefined removes one. */
export function useSearchText(): readonly [
  URLSearchParams,
  (change: Readonly<Record<string, string | undefined>>) => void,
] {
  const router = useRouter();
  const text = useLocation({ select: (location) => location.searchStr });
  const change = (patch: Readonly<Record<string, string | undefined>>) => {
    // read the address as it is now: two changes in one tick must not undo each other
    const now = new URL(router.history.location.href, window.location.origin);
    for (const [key, value] of Object.entries(patch)) {
      if (value === undefined || value === '') now.searchParams.delete(key);
      else now.searchParams.set(key, value);
    }
    router.history.replace(now.pathname + now.search + now.hash);
  };
  return [new URLSearchParams(text), change];
}

type AppLinkProps = {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  readonly current?: boolean;
  readonly onGo?: () => void;
};

/** A link inside the console; a real anchor, so that it opens in a new tab as any link does. */
export function AppLink({ to, children, className, current, onGo }: AppLinkProps) {
  const go = useGo();
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onGo?.();
    go(to);
  };
  return (
    <a href={to} className={className} aria-current={current ? 'page' : undefined} onClick={follow}>
      {children}
    </a>
  );
}
