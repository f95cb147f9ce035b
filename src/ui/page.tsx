import './page.css';
import './parts.css';
import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { AppLink } from './navigation.tsx';
import type { PageEntry } from './page-entry.ts';

/** The registry entry of the page being drawn; set by the layout. */
export const PageContext = createContext<PageEntry | undefined>(undefined);

/** Moves that happened in this tab; the first page keeps the browser's own focus. */
const moves = { count: 0 };
export const countMove = (): void => {
  moves.count += 1;
};

export type Crumb = { readonly title: string; readonly path?: string };

type PageProps = {
  /** Heading and document title; the registry's title when absent. */
  readonly title?: string | undefined;
  /** One line under the heading: what this page is for, in plain words. */
  readonly about?: ReactNode;
  /** Buttons at the right of the heading. */
  readonly actions?: ReactNode;
  /** Steps between the menu group and this page, e.g. the list a detail page belongs to. */
  readonly trail?: readonly Crumb[];
  readonly children: ReactNode;
};

/** The frame of every page: breadcrumb, h1 (focused after a move, so readers hear where they are), actions. */
export function Page({ title, about, actions, trail = [], children }: PageProps) {
  const entry = useContext(PageContext);
  const heading = useRef<HTMLHeadingElement>(null);
  const name = title ?? entry?.title ?? '焕居';
  useEffect(() => {
    document.title = `${name} · 焕居`;
  }, [name]);
  useEffect(() => {
    if (moves.count > 0) heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <div className="hj-page">
      {entry && entry.path !== '/' && <Trail steps={[{ title: entry.group }, ...trail, { title: name }]} />}
      <div className="hj-page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {name}
          </h1>
          {about && <p className="hj-about">{about}</p>}
        </div>
        {actions && <div className="hj-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}

function Trail({ steps }: { readonly steps: readonly Crumb[] }) {
  const all: readonly Crumb[] = [{ title: '首页', path: '/' }, ...steps];
  return (
    <nav aria-label="所在位置" className="hj-trail">
      <ol>
        {all.map((step, place) => (
          <li key={`${step.title}${step.path ?? ''}`}>
            {step.path ? (
              <AppLink to={step.path}>{step.title}</AppLink>
            ) : (
              <span aria-current={place === all.length - 1 ? 'page' : undefined}>{step.title}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

type SectionProps = {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly about?: ReactNode;
  /** Columns of twelve where sections stand side by side. */
  readonly span?: 4 | 6 | 8 | 12 | undefined;
  readonly children: ReactNode;
};

/** A titled white panel of a page. */
export function Section({ title, actions, about, span, children }: SectionProps) {
  return (
    <section className={`hj-section${span ? ` hj-span-${span}` : ''}`} aria-label={title}>
      <div className="hj-section-head">
        <div>
          <h2>{title}</h2>
          {about && <p className="hj-about">{about}</p>}
        </div>
        {actions && <div className="hj-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}

type FigureProps = {
  readonly label: string;
  readonly value: ReactNode;
  readonly unit?: string | undefined;
  readonly note?: ReactNode;
};

/** One figure with its name and unit, as the cards and heads of pages show them. */
export function Figure({ label, value, unit, note }: FigureProps) {
  return (
    <div className="hj-figure">
      <div className="hj-figure-label">{label}</div>
      <div className="hj-figure-value">
        {value}
        {unit && <span className="hj-figure-unit">{unit}</span>}
      </div>
      {note && <div className="hj-figure-note">{note}</div>}
    </div>
  );
}

/** Figures side by side, wrapping on a narrow screen. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <div className="hj-figures">{children}</div>;
}
