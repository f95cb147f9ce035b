import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';

/** The booklet is read by the offices, and by a unit that was asked for its opinion on the scheme. */
export const documentsActions = defineActions({ 'scheme.document.read': [...roles, 'unit'] });

const blockShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    heads: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    widths: z.array(z.number()),
    right: z.array(z.number().int()),
  }),
  z.object({ kind: z.literal('map'), caption: z.string() }),
  z.object({ kind: z.literal('pictures'), ids: z.array(z.string()), caption: z.string() }),
]);

/** Requests and answers of the area `documents`. */
export const documentsContract = {
  booklet: oc
    .route({ method: 'GET', path: '/scheme/schemes/{id}/booklet', summary: '方案文本' })
    .input(z.object({ id: z.uuid() }))
    .output(
      z.object({
        schemeId: z.uuid(),
        title: z.string(),
        standing: z.string(),
        sections: z.array(z.object({ heading: z.string(), blocks: z.array(blockShape) })),
        signature: z.array(z.string()),
        small: z.string(),
        /** Estates with a page for residents, by their 16-digit code. */
        estates: z.array(z.object({ name: z.string(), code: z.string() })),
      }),
    ),
};
