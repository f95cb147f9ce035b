import './notices.css';
import { type Suspect, suspectNames } from '../domain/notice/names-in-text.ts';

type Piece = { readonly at: number; readonly text: string; readonly suspect?: Suspect };

function pieces(text: string, suspects: readonly Suspect[]): Piece[] {
  const list: Piece[] = [];
  let at = 0;
  for (const one of suspects) {
    if (one.from < at) continue;
    if (one.from > at) list.push({ at, text: text.slice(at, one.from) });
    list.push({ at: one.from, text: text.slice(one.from, one.to), suspect: one });
    at = one.to;
  }
  if (at < text.length) list.push({ at, text: text.slice(at) });
  return list;
}

/** A text with what may tell who somebody is marked; the title says what it looks like. */
export function Marked({ text, suspects }: { readonly text: string; readonly suspects: readonly Suspect[] }) {
  return (
    <p className="participation-text">
      {pieces(text, suspects).map((one) =>
        one.suspect ? (
          <mark
            key={one.at}
            data-known={one.suspect.known}
            title={`${one.suspect.known ? '登记在册的' : '疑似'}${suspectNames[one.suspect.kind]}`}
          >
            {one.text}
          </mark>
        ) : (
          <span key={one.at}>{one.text}</span>
        ),
      )}
    </p>
  );
}
