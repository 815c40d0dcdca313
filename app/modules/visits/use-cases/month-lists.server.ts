import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import type { ListedOrder } from "~/modules/work-orders/domain/listed-order";
import { ordersOfSources } from "~/modules/work-orders/use-cases/orders-in-view.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { namesOfPeople } from "../data/due-list.server";
import { listFindings, type FindingTurn, type ListedFinding } from "../data/findings.server";
import { listUnvisited, type Unvisited } from "../data/month-figures.server";
import { findReport } from "../data/month-reports.server";
import { askedOf, type MonthPlace } from "./month-in-view.server";
import { FINDING } from "./open-found.server";

/** A street's list on one page of paper after another. */
const PAGE = 500;
type Refusal = { readonly kind: "not-permitted" };
/** Where a page ends; it stands in addresses, so it holds no name. */
type UnvisitedTurn = { readonly areaCode: string; readonly id: string };

/** Who stands at the foot of the paper. */
export interface Signed {
  readonly filledBy: string;
  readonly reviewedBy: string;
}

interface Listed<Row, Turn> {
  readonly rows: readonly Row[];
  readonly people: Readonly<Record<string, string>>;
  readonly next: Turn | null;
  readonly signed: Signed;
}

const signedOf = (
  report: { readonly filledBy: string | null; readonly reviewedBy: string | null } | null,
  people: Readonly<Record<string, string>>,
): Signed => ({
  ...{ filledBy: people[report?.filledBy ?? ""] ?? "", reviewedBy: people[report?.reviewedBy ?? ""] ?? "" },
});

/** 未访名单: who is due this month and was not seen yet, by community. */
export function unvisitedInView(
  actor: Actor,
  city: City,
  place: MonthPlace,
  category: IsolationCategory | null,
  after: UnvisitedTurn | null,
): Promise<Verdict<Listed<Unvisited, UnvisitedTurn>, Refusal>> {
  if (!mayIn(actor, "read:visits", place.areaCode, place.line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork(actor, async (uow) => {
    const found = await listUnvisited(uow, { ...askedOf(city, place), category }, after, PAGE + 1);
    const rows = found.slice(0, PAGE);
    const last = rows.at(-1);
    const report = await findReport(uow, { cityCode: city.code, ...place });
    const ids = [...rows.map((row) => row.responsibleId), report?.filledBy, report?.reviewedBy];
    const people = await namesOfPeople(
      uow,
      ids.filter((id) => typeof id === "string"),
    );
    const next = found.length > PAGE && last ? { areaCode: last.areaCode, id: last.residentId } : null;
    return granted({ rows, people, next, signed: signedOf(report, people) });
  });
}

interface ListedFound extends Listed<ListedFinding, FindingTurn> {
  /** by the finding's id, as far as the reader sees orders */
  readonly orders: Readonly<Record<string, ListedOrder>>;
}

/** 问题清单: what was found this month, open and closed, dangers first, then the oldest. */
export function findingsInView(
  actor: Actor,
  city: City,
  place: MonthPlace,
  category: IsolationCategory | null,
  after: FindingTurn | null,
): Promise<Verdict<ListedFound, Refusal>> {
  if (!mayIn(actor, "read:visits", place.areaCode, place.line)) return Promise.resolve(refused({ kind: "not-permitted" }));
  return inUnitOfWork(actor, async (uow) => {
    const found = await listFindings(uow, { ...askedOf(city, place), category }, PAGE + 1, after);
    const rows = found.slice(0, PAGE);
    const last = rows.at(-1);
    const report = await findReport(uow, { cityCode: city.code, ...place });
    const ids = [...rows.map((row) => row.closedBy), report?.filledBy, report?.reviewedBy];
    const people = await namesOfPeople(
      uow,
      ids.filter((id) => typeof id === "string"),
    );
    const next = found.length > PAGE && last ? { foundAt: last.foundAt, id: last.id } : null;
    const orders = await ordersOfSources(
      uow,
      FINDING,
      rows.map(({ id }) => id),
    );
    return granted({ rows, people, next, signed: signedOf(report, people), orders });
  });
}
