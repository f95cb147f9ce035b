import { App, ConfigProvider, type ThemeConfig } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

dayjs.locale('zh-cn');

/** Fonts found on Chinese Windows, 麒麟/统信, macOS and Debian; nothing is fetched. */
const fontFamily =
  '"PingFang SC","Microsoft YaHei UI","Microsoft YaHei","HarmonyOS Sans SC","Noto Sans CJK SC","Source Han Sans SC","WenQuanYi Micro Hei",system-ui,sans-serif';

/** Every text colour keeps at least 4.5 : 1 on white and on the page's pale ground. */
const theme = (large: boolean): ThemeConfig => ({
  token: {
    colorPrimary: '#1c5d7a',
    colorInfo: '#1c5d7a',
    colorLink: '#14587a',
    colorLinkHover: '#0d4059',
    colorSuccess: '#1f7a4d',
    colorWarning: '#9a5b00',
    colorError: '#b3261e',
    colorSuccessBg: '#e5f3eb',
    colorWarningBg: '#fff3dc',
    colorErrorBg: '#fdecea',
    colorInfoBg: '#e4eff4',
    colorText: '#1d2733',
    colorTextSecondary: '#46525f',
    colorTextTertiary: '#56626f',
    colorTextQuaternary: '#626e7a',
    colorTextPlaceholder: '#626e7a',
    colorTextDescription: '#4d5966',
    colorTextDisabled: '#737d88',
    colorBgLayout: '#f4f6f8',
    colorBorder: '#b9c3cc',
    colorBorderSecondary: '#dde3e8',
    borderRadius: 6,
    fontFamily,
    fontSize: large ? 18 : 14,
    controlHeight: large ? 42 : 34,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Table: { headerBg: '#eef2f5', headerColor: '#1d2733', rowHoverBg: '#f3f8fa' },
    Button: { primaryShadow: 'none', dangerShadow: 'none', defaultShadow: 'none' },
    Card: { headerFontSize: large ? 20 : 16 },
  },
});

type TypeSize = { readonly large: boolean; readonly setLarge: (large: boolean) => void };
const TypeSizeContext = createContext<TypeSize>({ large: false, setLarge: () => undefined });

/** The 字号 switch: whether type is large, and how to change it; kept in this browser. */
export const useTypeSize = (): TypeSize => useContext(TypeSizeContext);

/** Theme, Chinese locale and the message host for the whole console. */
export function Theme({ children }: { readonly children: ReactNode }) {
  const [large, setLarge] = useState(() => localStorage.getItem('huanju.large') === '1');
  useEffect(() => {
    localStorage.setItem('huanju.large', large ? '1' : '0');
    document.documentElement.dataset.type = large ? 'large' : 'normal';
  }, [large]);
  return (
    <TypeSizeContext value={{ large, setLarge }}>
      <ConfigProvider locale={zhCN} theme={theme(large)} button={{ autoInsertSpace: false }}>
        <App message={{ top: 64 }}>{children}</App>
      </ConfigProvider>
    </TypeSizeContext>
  );
}
