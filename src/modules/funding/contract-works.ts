import { oc } from '@orpc/contract';
import { z } from 'zod';
import { defineActions, roles } from '#shared/actor.ts';
import {
  contractDetail,
  contractShape,
  day,
  fen,
  gateShape,
  one,
  proposalShape,
  quantity,
  schemeBasis,
  signInput,
  text,
} from './contract-works-shapes.ts';
import { contractKinds } from './domain/works/contract-kind.ts';

/** Who signs contracts, passes gates and measures; people outside the offices see their own contracts. */
export const worksActions = defineActions({
  'funding.works.read': [...roles, 'firm', 'siteSupervisor'],
  'funding.works.sign': ['taskForce'],
  'funding.works.gate': ['taskForce'],
  'funding.works.measure': ['taskForce', 'siteSupervisor'],
  'funding.works.attach': ['taskForce', 'finance', 'siteSupervisor', 'firm'],
});

const page = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
};

export const contractQuery = z.object({
  search: text(50).optional(),
  kind: z.enum(contractKinds).optional(),
  projectId: z.uuid().optional(),
  mark: z.enum(['sme', 'unmeasured', 'owing', 'retention']).optional(),
  sort: z.enum(['signedOn', 'amount', 'number']).default('signedOn'),
  descending: z.stringbool().default(true),
});

const paged = <T extends z.ZodType>(item: T) => z.object({ total: z.number().int(), items: z.array(item) });
type Path = `/funding/${string}`;
const get = (path: Path, summary: string) => oc.route({ method: 'GET', path, summary });
const post = (path: Path, summary: string) => oc.route({ method: 'POST', path, summary });

const gateBoard = z.object({
  projectId: z.uuid(),
  projectName: z.string(),
  /** Every gate there is, in the order of the works. */
  gates: z.array(
    z.object({ gate: z.string(), title: z.string(), passed: z.boolean(), facts: z.array(gateShape) }),
  ),
  /** For each contract and kind of payment, the gates still missing. */
  contracts: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      title: z.string(),
      missing: z.array(z.object({ kind: z.string(), kindTitle: z.string(), gates: z.array(z.string()) })),
    }),
  ),
});

/** Requests and answers of the area `works`. */
export const worksContract = {
  list: get('/funding/contracts', '合同')
    .input(contractQuery.extend(page))
    .output(
      paged(contractShape).extend({
        sums: z.object({ amountFen: z.string(), measuredFen: z.string(), paidFen: z.string() }),
      }),
    ),
  show: get('/funding/contracts/{id}', '一份合同').input(one).output(contractDetail),
  basis: get('/funding/projects/{id}/contract-basis', '签约依据：方案、已签与已安排')
    .input(one)
    .output(schemeBasis),
  suppliers: get('/funding/contract-parties', '可签约的单位与监理单位')
    .input(z.object({ search: text(50).optional() }))
    .output(z.array(z.object({ id: z.uuid(), name: z.string(), kind: z.string() }))),
  projects: get('/funding/contract-projects', '可签约的项目')
    .input(z.object({}))
    .output(z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string() }))),
  propose: post('/funding/contract-proposals', '合同资金来源建议')
    .input(
      z.strictObject({
        projectId: z.uuid(),
        lines: z
          .array(z.strictObject({ lineId: z.uuid(), amountFen: fen }))
          .min(1)
          .max(500),
      }),
    )
    .output(proposalShape),
  sign: post('/funding/contracts', '登记合同').input(signInput).output(contractDetail),
  vary: post('/funding/contracts/{id}/changes', '登记合同变更')
    .input(
      z.strictObject({
        ...one.shape,
        documentNumber: text(100).min(1, '请填写变更批准文号'),
        approvedOn: day,
        reason: text(500).min(1, '请填写变更理由'),
        fileId: z.uuid('请附变更批准文件'),
        lines: z
          .array(z.strictObject({ lineId: z.uuid(), quantity, amountFen: fen }))
          .min(1, '至少一行')
          .max(500, '至多 500 行'),
      }),
    )
    .output(contractDetail),
  measure: post('/funding/contracts/{id}/measurements', '登记计量')
    .input(
      z.strictObject({
        ...one.shape,
        measuredOn: day,
        documentNumber: text(100).default(''),
        note: text(500).default(''),
        fileId: z.uuid().nullable().default(null),
        /** Cumulative, from the beginning of the contract. */
        lines: z
          .array(z.strictObject({ lineId: z.uuid(), cumulative: quantity }))
          .min(1, '至少一行')
          .max(500, '至多 500 行'),
      }),
    )
    .output(contractDetail),
  gates: get('/funding/projects/{id}/gates', '项目关口').input(one).output(gateBoard),
  passGate: post('/funding/projects/{id}/gates', '登记通过关口')
    .input(
      z.strictObject({
        ...one.shape,
        gate: text(40).min(1, '请选择关口'),
        contractId: z.uuid().nullable().default(null),
        passedOn: day,
        documentNumber: text(100).min(1, '请填写文号'),
        fileId: z.uuid('请附文件'),
        note: text(500).default(''),
      }),
    )
    .output(gateBoard),
  revokeGate: post('/funding/gates/{id}/revoke', '撤销误登的关口')
    .input(z.strictObject({ ...one.shape, reason: text(500).min(1, '请填写理由') }))
    .output(gateBoard),
};
