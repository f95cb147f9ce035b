import './booklet.css';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { download } from '#ui/download.ts';
import { usePathParams } from '#ui/navigation.tsx';
import { Page } from '#ui/page.tsx';
import { Answer } from '#ui/states.tsx';
import { type schemeApi, schemeQueries } from './api.ts';

type Booklet = Awaited<ReturnType<typeof schemeApi.documents.booklet>>;
type Block = Booklet['sections'][number]['blocks'][number];

/** The scheme booklet as it is printed on A4; the .docx holds the same. */
export default function BookletPage() {
  const { id = '' } = usePathParams();
  const query = useQuery(schemeQueries.documents.booklet.queryOptions({ input: { id } }));
  return (
    <Page
      title={query.data ? `${query.data.title}：文本` : '方案文本'}
      trail={[{ title: '审查与批准', path: `/scheme/schemes/${id}/review` }]}
      actions={
        query.data && (
          <div className="hj-no-print scheme-acts">
            {query.data.estates.map((one) => (
              <Button key={one.code} href={`/r/${one.code}/scheme`} target="_blank">
                {one.name}居民页
              </Button>
            ))}
            <Button onClick={() => void download(`/api/scheme/schemes/${id}/booklet.docx`, '方案文本.docx')}>
              下载 .docx
            </Button>
            <Button type="primary" onClick={() => window.print()}>
              打印
            </Button>
          </div>
        )
      }
    >
      <Answer of={query}>{(booklet) => <Paper booklet={booklet} />}</Answer>
    </Page>
  );
}

function Paper({ booklet }: { readonly booklet: Booklet }) {
  return (
    <article className="scheme-paper" aria-label={booklet.title}>
      <h2 className="scheme-paper-title">{booklet.title}</h2>
      {booklet.standing && <p className="scheme-paper-standing">{booklet.standing}</p>}
      {booklet.sections.map(({ heading, blocks }) => (
        <section key={heading} className={heading.startsWith('附件') ? 'scheme-paper-annex' : undefined}>
          <h3>{heading}</h3>
          {blocks.map((block, n) => (
            // the order of blocks never changes while the page is open
            <BlockView key={`${heading}${String(n)}`} block={block} schemeId={booklet.schemeId} />
          ))}
        </section>
      ))}
      <div className="scheme-paper-signature">
        {booklet.signature.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <p className="scheme-paper-small">{booklet.small}</p>
    </article>
  );
}

function BlockView({ block, schemeId }: { readonly block: Block; readonly schemeId: string }) {
  const base = `/api/scheme/schemes/${schemeId}`;
  switch (block.kind) {
    case 'text':
      return <p className="scheme-paper-text">{block.text}</p>;
    case 'table':
      return <PaperTable block={block} />;
    case 'map':
      return (
        <figure>
          <img src={`${base}/map.png`} alt="位置示意图" width={1200} height={760} />
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
    case 'pictures':
      return (
        <figure className="scheme-paper-pair">
          <div>
            {block.ids.map((id) => (
              <img key={id} src={`${base}/pictures/${id}`} alt={block.caption} />
            ))}
          </div>
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
  }
}

function PaperTable({ block }: { readonly block: Block & { kind: 'table' } }) {
  const scrolls = { role: 'group', tabIndex: 0, 'aria-label': block.caption } as const;
  return (
    <div className={`scheme-paper-table${block.heads.length > 4 ? ' scheme-paper-wide' : ''}`} {...scrolls}>
      <table>
        <caption>{block.caption}</caption>
        <thead>
          <tr>
            {block.heads.map((head, n) => (
              <th key={head} scope="col" style={{ width: `${block.widths[n] ?? 10}%` }}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, n) => (
            <tr key={`${String(n)}${row[0] ?? ''}`}>
              {row.map((cell, place) => (
                <td
                  key={block.heads[place]}
                  className={block.right.includes(place) ? 'scheme-right' : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
