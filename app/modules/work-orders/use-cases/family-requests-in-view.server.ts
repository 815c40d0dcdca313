import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn, maySomewhereIn } from "~/modules/accounts/domain/may";
import { subHours } from "date-fns";
import { noteAssignedOpenings } from "~/modules/accounts/use-cases/note-assigned-openings.server";
import type { OpeningRefusal, OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import { openSensitive } from "~/modules/accounts/use-cases/open-sensitive.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { dutyPhonesIn } from "../data/duty-phones.server";
import { stepPlaceOf } from "../data/family-request-sealed.server";
import * as requests from "../data/family-requests.server";
import { namesOfStaff } from "../data/order-record.server";
import type { ListedRequest } from "../domain/listed-request";
import type { FamilySaid, NotedKind } from "../domain/family-request";

const PAGE = 50;
const LINE = "civil-affairs";

export interface RequestsInView {
  readonly open: readonly ListedRequest[];
  readonly closed: readonly ListedRequest[];
  readonly counts: requests.OpenRequests;
  readonly next: requests.RequestTurn | null;
  readonly people: Readonly<Record<string, string>>;
  readonly phones: readonly { readonly areaCode: string; readonly phone: string; readonly email: string | null }[];
}

/** The duty list of what families asked, of all areas the actor may read of. */
export function requestsInView(
  actor: Actor,
  city: City,
  areaCode: string,
  after: requests.RequestTurn | null,
): Promise<RequestsInView> {
  return inUnitOfWork(actor, async (uow) => {
    const open = await requests.openRequests(uow, city.code, areaCode, after, PAGE + 1);
    const closed = after ? [] : await requests.closedRequests(uow, city.code, areaCode, PAGE);
    const shown = open.slice(0, PAGE);
    const last = open.length > PAGE ? shown.at(-1) : undefined;
    return {
      ...{ open: shown, closed, counts: await requests.countOpenRequests(uow, city.code, areaCode, now()) },
      next: last ? { at: last.answerBy, id: last.id } : null,
      people: await namesOfStaff(
        uow,
        [...shown, ...closed].map(({ lastBy }) => lastBy),
      ),
      phones: (await dutyPhonesIn(uow, city.code, areaCode)).filter((one) => mayIn(actor, "act:work-orders", one.areaCode, LINE)),
    };
  });
}

/** How many families wait for an answer in an area, and how many of them too long: for whoever watches over it. */
export const openFamilyRequests = (uow: UnitOfWork, areaCode: string): Promise<requests.OpenRequests> =>
  requests.countOpenRequests(uow, areaCode.slice(0, 4), areaCode, now());

export interface RequestInView {
  readonly request: ListedRequest;
  /** a note that does not open says so by null */
  readonly steps: readonly {
    readonly kind: NotedKind;
    readonly doneAt: string;
    readonly doneBy: string | null;
    readonly note: string | null;
  }[];
  readonly people: Readonly<Record<string, string>>;
  readonly mayAct: boolean;
  readonly mayOpen: boolean;
  /** whoever was told opens it without a reason of their own: being called is the reason */
  readonly isTold: boolean;
}

/** One request with what was done; null where there is none the actor may see. */
export function requestInView(actor: Actor, city: City, id: string): Promise<RequestInView | null> {
  if (!isUuid(id)) return Promise.resolve(null);
  return inUnitOfWork(actor, async (uow) => {
    const request = await requests.findRequest(uow, city.code, id);
    if (!request) return null;
    const steps = await requests.stepsOf(uow, id);
    const isTold = await requests.isToldOfRequest(uow, id);
    return {
      ...{ request, isTold },
      // What the family said when they asked again is opened with what they said first.
      steps: steps.map(({ noteCipher, ...step }) => ({
        ...step,
        note:
          noteCipher === null || step.kind === "asked-again"
            ? ""
            : unlessUnopened(() => openValue(noteCipher, stepPlaceOf(step.id))),
      })),
      people: await namesOfStaff(
        uow,
        steps.map(({ doneBy }) => doneBy),
      ),
      mayAct: isTold || mayIn(actor, "act:work-orders", request.areaCode, LINE),
      mayOpen: mayIn(actor, "open:sensitive", request.areaCode, LINE),
    };
  });
}

/** What a family said, and what they said each time they asked again. */
export interface SaidByFamily extends FamilySaid {
  readonly again: readonly FamilySaid[];
}

async function everythingSaid(uow: UnitOfWork, id: string): Promise<(() => string) | null> {
  const [open, again] = [await requests.saidOfRequest(uow, id), await requests.saidAgain(uow, id)];
  return open && (() => `[${[open(), ...again()].join(",")}]`);
}

function saidIn(opened: string): SaidByFamily {
  const [first, ...again] = JSON.parse(opened) as [FamilySaid, ...FamilySaid[]];
  return { ...first, again };
}

/** Who asked and about whom, for whoever was called because of it: on record before it is shown. */
export function openAsTold(actor: Actor, city: City, id: string): Promise<Verdict<SaidByFamily, OpeningRefusal>> {
  return inUnitOfWork<Verdict<SaidByFamily, OpeningRefusal>>(actor, async (uow) => {
    const place = (await requests.isToldOfRequest(uow, id)) ? await requests.placeOfRequest(uow, id) : null;
    if (!place) return refused({ kind: "not-permitted" });
    const open = await everythingSaid(uow, id);
    const value = open && unlessUnopened(open);
    if (value === null) return refused({ kind: "does-not-open" });
    const opening = { subjectId: id, line: LINE, areaCode: place.areaCode, howMany: 1 };
    const since = subHours(now(), 1);
    await noteAssignedOpenings(uow, { subjectKind: "family-request", field: "said", since, openings: [opening] });
    await recordAudit(uow, {
      ...{
        action: "act-on:alarm",
        subject: { kind: "family-request", id },
        areaCode: place.areaCode,
        line: LINE,
        result: "done",
      },
      facts: { how: "opened-request", city: city.code },
    });
    return granted(saidIn(value));
  });
}

/** Who asked and about whom, for a stated reason that is put on record before it is shown. */
export async function openRequest(actor: Actor, id: string, wish: OpeningWish): Promise<Verdict<SaidByFamily, OpeningRefusal>> {
  const opened = await openSensitive(
    actor,
    {
      ...{ kind: "family-request", id, field: "said", permission: "read:work-orders" },
      async find(uow) {
        const [place, open] = [await requests.placeOfRequest(uow, id), await everythingSaid(uow, id)];
        return place && open && { ...place, line: LINE, open };
      },
    },
    wish,
  );
  return opened.ok ? granted(saidIn(opened.value)) : opened;
}

export const urgenciesOfRequests = requests.urgenciesOf;

/** Whether there is anything for the actor in a city at all. */
export const mayReadRequests = (actor: Actor, city: City): boolean => maySomewhereIn(actor, "read:work-orders", city.code);
