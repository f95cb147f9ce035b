import {
  AccountBookOutlined,
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  DatabaseOutlined,
  FileTextOutlined,
  HomeOutlined,
  MenuOutlined,
  ProjectOutlined,
  ReadOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { Button, Drawer, Dropdown, Switch } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { may, roleNames } from '#shared/actor.ts';
import { AppLink, useGo, usePathname } from './navigation.tsx';
import { countMove } from './page.tsx';
import { type MenuGroup, menuGroups, type PageEntry } from './page-entry.ts';
import { useSession, useUser } from './session.tsx';
import { useTypeSize } from './theme.tsx';
import './layout.css';

const groupIcons: Readonly<Record<MenuGroup, ReactNode>> = {
  总览: <HomeOutlined />,
  摸底: <DatabaseOutlined />,
  民意: <TeamOutlined />,
  项目生成: <ProjectOutlined />,
  一小区一方案: <FileTextOutlined />,
  资金: <AccountBookOutlined />,
  规划与计划: <CalendarOutlined />,
  政策: <ReadOutlined />,
  组织与用户: <ApartmentOutlined />,
  审计: <AuditOutlined />,
  本人: <UserOutlined />,
};

type LayoutProps = {
  readonly pages: readonly PageEntry[];
  readonly signOut: () => Promise<void>;
  readonly children: ReactNode;
};

/** The console's frame: header, demo banner, side menu (a drawer when narrow), main. */
export function Layout({ pages, signOut, children }: LayoutProps) {
  const { demo } = useSession();
  const [open, setOpen] = useState(false);
  const pathname = usePathname();
  const first = useRef(pathname);
  useEffect(() => {
    if (first.current === pathname) return;
    first.current = pathname;
    countMove();
    setOpen(false);
  }, [pathname]);
  return (
    <div className="hj-frame">
      <a className="hj-skip" href="#main">
        跳到正文
      </a>
      <Header openMenu={() => setOpen(true)} signOut={signOut} />
      {demo && (
        <aside className="hj-demo" aria-label="演示提示">
          演示数据：小区、人员与金额均为虚构，仅供熟悉系统使用。
        </aside>
      )}
      <nav className="hj-side" aria-label="主菜单">
        <Menu pages={pages} />
      </nav>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        placement="left"
        title="主菜单"
        size={288}
        className="hj-drawer"
      >
        <nav aria-label="主菜单">
          <Menu pages={pages} onGo={() => setOpen(false)} />
        </nav>
      </Drawer>
      <main id="main" className="hj-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Header(props: { readonly openMenu: () => void; readonly signOut: () => Promise<void> }) {
  const { districtName } = useSession();
  const user = useUser();
  const { large, setLarge } = useTypeSize();
  const go = useGo();
  const items = [
    { key: 'who', disabled: true, label: `${user.roles.map((role) => roleNames[role]).join('、')}` },
    { key: 'scope', disabled: true, label: `管辖范围：${user.scopeName}` },
    { type: 'divider' as const },
    { key: '/me/sessions', label: '我的登录' },
    { key: '/password', label: '修改密码' },
    { key: 'out', label: '退出登录' },
  ];
  return (
    <header className="hj-header">
      <Button
        className="hj-menu-button"
        type="text"
        icon={<MenuOutlined />}
        aria-label="打开主菜单"
        onClick={props.openMenu}
      />
      <AppLink to="/" className="hj-brand">
        <img src="/icon.svg" alt="" width={28} height={28} />
        <strong>焕居</strong>
        <span className="hj-district">{districtName}老旧小区改造</span>
      </AppLink>
      <div className="hj-header-end">
        <span className="hj-type-size">
          <span id="hj-large">大字号</span>
          <Switch size="small" checked={large} onChange={setLarge} aria-labelledby="hj-large" />
        </span>
        <Dropdown
          trigger={['click']}
          menu={{ items, onClick: ({ key }) => (key === 'out' ? void props.signOut() : go(key)) }}
        >
          <Button type="text" icon={<UserOutlined />} aria-label={`${user.name}，账户菜单`}>
            <span className="hj-user-name">{user.name}</span>
          </Button>
        </Dropdown>
      </div>
    </header>
  );
}

/** Whether `path` of the registry is, or holds, the page at `pathname`. */
const holds = (path: string, pathname: string): boolean =>
  path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`);

/** The pages of a group that this user may open, for the menu. */
function entriesOf(group: MenuGroup, pages: readonly PageEntry[], user: Parameters<typeof may>[0]) {
  return pages
    .filter((page) => page.group === group && page.menu !== false && may(user, page.allowed))
    .sort((a, b) => a.order - b.order);
}

function Menu({ pages, onGo }: { readonly pages: readonly PageEntry[]; readonly onGo?: () => void }) {
  const user = useUser();
  const pathname = usePathname();
  const shown = menuGroups.flatMap((group) => entriesOf(group, pages, user));
  // the longest matching path wins: /plan must not light up beside /plan/map
  const current = shown
    .filter((page) => holds(page.path, pathname))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return (
    <div className="hj-menu">
      {menuGroups.map((group) => {
        const entries = entriesOf(group, pages, user);
        if (entries.length === 0) return null;
        return (
          <div key={group} className="hj-menu-group">
            {group !== '总览' && (
              <p className="hj-menu-title">
                {groupIcons[group]} {group}
              </p>
            )}
            <ul>
              {entries.map((page) => (
                <li key={page.path}>
                  <AppLink to={page.path} current={page === current} {...(onGo ? { onGo } : {})}>
                    {page.title}
                  </AppLink>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}
