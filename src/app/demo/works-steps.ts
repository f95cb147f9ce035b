import { paper } from './cast.ts';
import { firmName, supervisorName } from './people.ts';
import { projectsOf } from './scheme-steps.ts';
import { type Loading, listed } from './steps.ts';
import type { Visitor } from './visitor.ts';

/** Uploads a paper of the project. */
const paperOf = async (who: Visitor, projectId: string, name: string): Promise<string> =>
  (
    await who.upload<{ id: string }>(
      `/funding/papers?projectId=${projectId}`,
      `${name}（虚构）.pdf`,
      paper('paper'),
    )
  ).id;

type Basis = {
  readonly lines: readonly {
    lineId: string;
    item: string;
    quantity: string;
    amountFen: string;
    arrangedFen: string;
  }[];
};
type Contract = { readonly id: string; readonly number: string };

/** The works contract of the first project, over what is arranged in full. */
export async function signContract({ as, walk }: Loading): Promise<void> {
  const force = await as('demo-taskforce');
  if ((await listed(force, '/funding/contracts')).length > 0) return;
  const [project] = await projectsOf(force);
  if (!project) return;
  const { lines } = await force.get<Basis>(`/funding/projects/${project.id}/contract-basis`);
  const party = async (name: string) => {
    const search = encodeURIComponent(name);
    const found = await force.get<{ id: string }[]>(`/funding/contract-parties?search=${search}`);
    return found[0]?.id ?? null;
  };
  const covered = lines.filter(({ amountFen, arrangedFen }) => BigInt(arrangedFen) >= BigInt(amountFen));
  await force.post('/funding/contracts', {
    ...{ projectId: project.id, number: '演示合-2021-01', title: '老旧小区改造施工合同（演示）' },
    ...{ kind: 'construction', supplierId: await party(firmName), supervisorId: await party(supervisorName) },
    ...{
      sme: true,
      wagesAccount: '0000 1111 2222 3333',
      advanceBp: 1000,
      retentionBp: 300,
      defectMonths: 24,
    },
    signedOn: walk.clock.today(),
    fileId: await paperOf(force, project.id, '施工合同'),
    lines: covered.map(({ lineId, quantity, amountFen }) => ({ lineId, quantity, amountFen })),
  });
  await force.post(`/funding/projects/${project.id}/gates`, {
    ...{ gate: 'commencement', passedOn: walk.clock.today(), documentNumber: '演示开工〔2021〕3号' },
    fileId: await paperOf(force, project.id, '开工报告'),
  });
}

type ContractDetail = Contract & {
  readonly projectId: string;
  readonly measuredFen: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: string }[];
};

/** A third of every line is measured, by the site supervisor. */
export async function measureWorks({ as, walk }: Loading): Promise<void> {
  const supervisor = await as('demo-supervisor');
  const [contract] = await listed<Contract>(supervisor, '/funding/contracts');
  if (!contract) return;
  const { lines, measuredFen, projectId } = await supervisor.get<ContractDetail>(
    `/funding/contracts/${contract.id}`,
  );
  if (measuredFen !== '0') return;
  await supervisor.post(`/funding/contracts/${contract.id}/measurements`, {
    ...{ measuredOn: walk.clock.today(), documentNumber: '演示计量-01', note: '第一期' },
    fileId: await paperOf(supervisor, projectId, '计量签证'),
    lines: lines.map(({ lineId, quantity }) => ({
      lineId,
      cumulative: (Math.floor((Number(quantity) / 3) * 1000) / 1000).toString(),
    })),
  });
}

type Payment = {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly state: string;
  readonly papers: readonly {
    readonly id: string;
    readonly required: boolean;
    readonly files: readonly object[];
  }[];
};
type Payable = {
  readonly kinds: readonly {
    readonly kind: string;
    readonly availableFen: string;
    readonly lines: readonly {
      readonly estateId: string;
      readonly item: string;
      readonly availableFen: string;
    }[];
  }[];
};

/** Drafts a request of a kind over a share of what may be asked for, and hands it in. */
async function request(firm: Visitor, kind: string, percent: bigint): Promise<Payment | undefined> {
  const [contract] = await listed<Contract>(firm, '/funding/contracts');
  if (!contract) return undefined;
  const { kinds } = await firm.get<Payable>(`/funding/contracts/${contract.id}/payable`);
  const found = kinds.find((one) => one.kind === kind);
  const each = found?.lines ?? [];
  // Together they may ask for less than line by line.
  const sum = each.reduce((all, { availableFen }) => all + BigInt(availableFen), 0n);
  const wanted = (BigInt(found?.availableFen ?? 0) * percent) / 100n;
  const lines = each
    .map(({ estateId, item, availableFen }) => ({
      ...{ estateId, item, amountFen: String((BigInt(availableFen) * wanted) / (sum || 1n)) },
    }))
    .filter(({ amountFen }) => amountFen !== '0');
  const made = await firm.post<Payment>('/funding/payments', { contractId: contract.id, kind, lines });
  for (const { id } of made.papers.filter(({ required, files }) => required && files.length === 0))
    await firm.upload(`/funding/payment-papers?id=${made.id}&paper=${id}`, `${id}.pdf`, paper(id));
  await take(firm, made.id, 'submit');
  return made;
}

async function take(who: Visitor, id: string, step: string): Promise<void> {
  const { version } = await who.get<Payment>(`/funding/payments/${id}`);
  await who.post(`/funding/payments/${id}/steps`, { version, step, note: '演示' });
}

/** A progress payment goes through every seat and is authorised; the bank has not paid it yet. */
export async function payProgress({ as }: Loading): Promise<void> {
  const firm = await as('demo-firm');
  if ((await listed<Payment>(firm, '/funding/payments')).length > 0) return;
  const made = await request(firm, 'progress', 70n);
  if (!made) return;
  for (const [login, step] of [
    ['demo-supervisor', 'check'],
    ['demo-zhenxing', 'check'],
    ['demo-taskforce', 'check'],
    ['demo-finance', 'authorise'],
  ] as const)
    await take(await as(login), made.id, step);
}

/** A second request waits at the subdistrict's seat. */
export async function requestMore({ as }: Loading): Promise<void> {
  const firm = await as('demo-firm');
  if ((await listed<Payment>(firm, '/funding/payments')).length > 1) return;
  const made = await request(firm, 'progress', 60n);
  if (made) await take(await as('demo-supervisor'), made.id, 'check');
}
