import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Section } from '#ui/page.tsx';
import { instantText } from '#ui/quantity.ts';
import { Answer } from '#ui/states.tsx';
import { Table } from '#ui/table.tsx';
import { packageYears } from '../domain/package/package.ts';
import { type fundingApi, fundingQueries } from './api.ts';
import type { PackageView } from './package.page.tsx';
import { wanNumber } from './packages.page.tsx';

type Version = Awaited<ReturnType<typeof fundingApi.packages.versions>>[number];

/** What changed against the version before it, in words; the first is told as such. */
function difference(version: Version, before: Version | undefined): string {
  if (!before) return '最初';
  const ids = (one: Version) => one.content.facilities.map(({ id }) => id);
  const name = (one: Version, id: string) =>
    one.content.facilities.find((each) => each.id === id)?.title ?? id;
  const added = ids(version).filter((id) => !ids(before).includes(id));
  const gone = ids(before).filter((id) => !ids(version).includes(id));
  const changed = version.content.facilities.filter((one) => {
    const old = before.content.facilities.find(({ id }) => id === one.id);
    return old !== undefined && JSON.stringify(old) !== JSON.stringify(one);
  });
  const { facilities: _a, ...now } = version.content;
  const { facilities: _b, ...then } = before.content;
  const words = [
    ...added.map((id) => `添加“${name(version, id)}”`),
    ...gone.map((id) => `去掉“${name(before, id)}”`),
    ...changed.map(({ title }) => `修改“${title}”`),
    ...(JSON.stringify(now) === JSON.stringify(then) ? [] : ['修改参数']),
  ];
  return words.join('，') || '内容未变';
}

type Props = {
  readonly id: string;
  /** Puts an earlier content on the screen, to be saved as a new version. */
  readonly restore: ((content: PackageView['content']) => void) | undefined;
};

/** Every saved state with what changed; an earlier one can be taken up again. */
export function PackageVersions({ id, restore }: Props) {
  const query = useQuery(fundingQueries.packages.versions.queryOptions({ input: { id } }));
  return (
    <Section title="历次版本">
      <Answer of={query}>
        {(versions) => (
          <Table
            dense
            caption="历次版本"
            rows={versions}
            rowKey={(one) => String(one.version)}
            columns={[
              { key: 'version', title: '版本', render: (one) => one.version },
              { key: 'at', title: '时间', render: (one) => instantText(one.at) },
              { key: 'by', title: '何人', render: (one) => one.by },
              {
                key: 'difference',
                title: '改了什么',
                render: (one) => difference(one, versions[versions.indexOf(one) + 1]),
              },
              { key: 'note', title: '说明', render: (one) => one.note || '—' },
              {
                key: 'invest',
                title: '投资（万元）',
                align: 'end',
                render: (one) =>
                  wanNumber(
                    packageYears(one.content.facilities).reduce((all, year) => all + year.investFen, 0),
                  ),
              },
              ...(restore
                ? [
                    {
                      key: 'restore',
                      title: '操作',
                      render: (one: Version) => (
                        <Button type="link" onClick={() => restore(one.content)}>
                          用这一版<span className="hj-hidden">（版本 {one.version}）</span>
                        </Button>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Answer>
    </Section>
  );
}
