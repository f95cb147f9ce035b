import { lazy } from 'react';
import type { PageEntry } from '#ui/page-entry.ts';
import { documentsActions } from '../contract-documents.ts';

export const documentsPages: readonly PageEntry[] = [
  {
    path: '/scheme/schemes/$id/booklet',
    title: '方案文本',
    group: '一小区一方案',
    order: 23,
    allowed: documentsActions['scheme.document.read'],
    component: lazy(() => import('./documents-booklet.page.tsx')),
    menu: false,
  },
];
