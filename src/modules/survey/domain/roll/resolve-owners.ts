import type { LedgerIssue } from '../ledger.ts';
import { maskName } from './person.ts';
import type { Marks, NewOwner, OwnerRef, Stored } from './prepare-roll.ts';
import type { RollOwner } from './roll.ts';

type Entry = { ref: OwnerRef; name: string; number: string | null; phone: string | null };
type Found = {
  refs: OwnerRef[];
  issues: Omit<LedgerIssue, 'cell'>[];
  refused: boolean;
  /** Whether a stored owner of the part gets a number or telephone it had not. */
  filled: boolean;
};

const keyOf = (ref: OwnerRef): string => ('id' in ref ? ref.id : `#${ref.fresh}`);

/** Finds each owner of a roll among those of the estate and those the same roll brought before. */
class OwnerResolver {
  readonly fresh: NewOwner[] = [];
  readonly filled = new Map<string, { number?: string; phone?: string }>();
  readonly #marks: Marks;
  readonly #entries = new Map<string, Entry>();
  readonly #byNumber = new Map<string, Entry>();
  readonly #byName = new Map<string, Entry[]>();

  constructor(stored: Stored, marks: Marks) {
    this.#marks = marks;
    for (const owner of stored.owners)
      this.#know({
        ref: { id: owner.id },
        name: owner.nameMark,
        number: owner.numberMark,
        phone: owner.phoneMark,
      });
  }

  #know(entry: Entry): void {
    this.#entries.set(keyOf(entry.ref), entry);
    if (entry.number !== null && !this.#byNumber.has(entry.number)) this.#byNumber.set(entry.number, entry);
    const same = this.#byName.get(entry.name);
    if (same) same.push(entry);
    else this.#byName.set(entry.name, [entry]);
  }

  /** @param current ids of the part's present owners */
  resolve(owners: readonly RollOwner[], current: readonly string[]): Found {
    const found: Found = { refs: [], issues: [], refused: false, filled: false };
    for (const owner of owners) {
      const name = this.#marks.name(owner.name);
      const number = owner.number === null ? null : this.#marks.number(owner.number);
      const phone = owner.phone === null ? null : this.#marks.phone(owner.phone);
      const masked = maskName(owner.name, owner.kind);
      const holder = number === null ? undefined : this.#byNumber.get(number);
      if (holder && holder.name !== name) {
        found.issues.push({
          code: 'number-other-name',
          severity: 'rejected',
          message: `“${masked}”的证件号与本小区另一位不同姓名的业主相同，请核对后重新导入，这一处房屋不登记。`,
        });
        found.refused = true;
        continue;
      }
      const entry = holder ?? this.#byNameOf(name, number, phone, current);
      if (entry && found.refs.some((ref) => keyOf(ref) === keyOf(entry.ref))) continue;
      if (entry) {
        if (this.#fill(entry, owner, number, phone)) found.filled = true;
        found.refs.push(entry.ref);
        continue;
      }
      if (number === null && this.#byName.has(name))
        found.issues.push({
          code: 'same-name',
          severity: 'warning',
          message: `本小区另有业主也叫“${masked}”，没有证件号，分不清是否同一人，按两人登记；是同一人的可在业主信息里合并。`,
        });
      this.fresh.push({ name: owner.name, kind: owner.kind, number: owner.number, phone: owner.phone });
      const ref = { fresh: this.fresh.length - 1 };
      this.#know({ ref, name, number, phone });
      found.refs.push(ref);
    }
    return found;
  }

  /** Without a number on one side: the part's present owner of this name, or somebody of this name and telephone. */
  #byNameOf(
    name: string,
    number: string | null,
    phone: string | null,
    current: readonly string[],
  ): Entry | undefined {
    const same = (this.#byName.get(name) ?? []).filter((entry) => number === null || entry.number === null);
    return (
      same.find((entry) => 'id' in entry.ref && current.includes(entry.ref.id)) ??
      (phone === null ? undefined : same.find((entry) => entry.phone === phone))
    );
  }

  #fill(entry: Entry, owner: RollOwner, number: string | null, phone: string | null): boolean {
    const lacks = {
      number: entry.number === null && number !== null,
      phone: entry.phone === null && phone !== null,
    };
    if (!lacks.number && !lacks.phone) return false;
    if (lacks.number && number !== null) {
      entry.number = number;
      this.#byNumber.set(number, entry);
    }
    if (lacks.phone) entry.phone = phone;
    if ('fresh' in entry.ref) {
      const fresh = this.fresh[entry.ref.fresh];
      if (fresh && lacks.number) fresh.number = owner.number;
      if (fresh && lacks.phone) fresh.phone = owner.phone;
      return false;
    }
    const before = this.filled.get(entry.ref.id) ?? {};
    this.filled.set(entry.ref.id, {
      ...before,
      ...(lacks.number && owner.number !== null ? { number: owner.number } : {}),
      ...(lacks.phone && owner.phone !== null ? { phone: owner.phone } : {}),
    });
    return true;
  }
}

export const ownerResolver = (stored: Stored, marks: Marks): OwnerResolver =>
  new OwnerResolver(stored, marks);
