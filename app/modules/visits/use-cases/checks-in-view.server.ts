import type { Actor } from "~/modules/accounts/domain/actor";
import { may } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { namesOfPeople } from "../data/due-list.server";
import { checksByAuthor, openByKind, openFlags, type FlagTurn } from "../data/flag-list.server";
import { wordsOf } from "../data/flag-words.server";
import { shareOf, type AuthorChecks, type ListedFlag } from "../domain/listed-flag";
import { monthAfter } from "../domain/month-report";
import type { SaidStandard } from "../domain/planning-standards";
import { FLAG_KINDS, type FlagKind } from "../domain/visit-flags";
import { checkStandards } from "./check-standards.server";

const PAGE = 50;

export interface ChecksAsked {
  readonly areaCode: string;
  readonly kind: FlagKind | null;
  readonly authorId: string | null;
}

export interface ChecksInView {
  readonly rows: readonly ListedFlag[];
  readonly counts: readonly { readonly kind: FlagKind; readonly flags: number }[];
  readonly people: Readonly<Record<string, string>>;
  readonly standards: readonly SaidStandard[];
  readonly next: FlagTurn | null;
  /** the reader looks at their own visits alone */
  readonly isOwn: boolean;
}
export type { FlagTurn };

/** What is worth a look: of everybody's visits for whoever checks them, of one's own for whoever made them. */
export const checksInView = (actor: Actor, city: City, asked: ChecksAsked, after: FlagTurn | null): Promise<ChecksInView> =>
  inUnitOfWork(actor, async (uow) => {
    const isOwn = !may(actor, "read:visit-checks");
    const wanted = isOwn ? { ...asked, areaCode: "", authorId: actor.personId } : asked;
    const found = await openFlags(uow, city.code, wanted, after, PAGE + 1);
    const rows = found.slice(0, PAGE);
    const words = await wordsOf(
      uow,
      rows.map(({ id }) => id),
    );
    const counts = await openByKind(uow, city.code, wanted);
    const last = rows.at(-1);
    const spoken = [...words.values()].flat().flatMap(({ by }) => by ?? []);
    return {
      rows: rows.map((row) => ({ ...row, words: words.get(row.id) ?? [] })),
      counts: FLAG_KINDS.flatMap((kind) => (counts.has(kind) ? [{ kind, flags: counts.get(kind)! }] : [])),
      people: await namesOfPeople(uow, [...rows.map(({ authorId }) => authorId), ...spoken]),
      standards: (await checkStandards(uow, city.code)).said,
      next: found.length > PAGE && last ? { raisedAt: last.raisedAt, id: last.id } : null,
      isOwn,
    };
  });

/** By who was there: counts beside visits made, in the order of names; nobody is ranked, and few visits have no share. */
export const checksByPerson = (
  actor: Actor,
  city: City,
  { areaCode, month }: { readonly areaCode: string; readonly month: CalendarDay },
): Promise<{ readonly rows: readonly AuthorChecks[]; readonly least: number }> =>
  inUnitOfWork(actor, async (uow) => {
    const { values } = await checkStandards(uow, city.code);
    const least = values["check-rate-visits"];
    const found = await checksByAuthor(uow, city, { areaCode, first: month, after: monthAfter(month) });
    const names = await namesOfPeople(
      uow,
      found.map(({ authorId }) => authorId),
    );
    const rows = found
      .map((row) => ({ ...row, name: names[row.authorId] ?? null, share: shareOf(row.flagged, row.visits, least) }))
      .sort((a, b) => (a.name ?? "").localeCompare(b.name ?? "", "zh") || (a.authorId < b.authorId ? -1 : 1));
    return { rows, least };
  });
