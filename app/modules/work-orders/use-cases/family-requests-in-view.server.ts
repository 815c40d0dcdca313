import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn, maySomewhereIn } from "~/modules/accounts/domain/may";
import type { OpeningRefusal, OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import { openSensitive } from "~/modules/accounts/use-cases/open-sensitive.server";
import type { City } from "~/modules/places/domain/city";
import { now } from "~/platform/clock.server";
import { openValue, unlessUnopened } from "~/platform/sealed-value.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, type Verdict } from "~/shared/verdict";
import { dutyPhonesIn } from "../data/duty-phones.server";
import { stepPlaceOf } from "../data/family-request-sealed.server";
import * as requests from "../data/family-requests.server";
import type { ListedRequest } from "../domain/listed-request";
import type { FamilySaid, StepKind } from "../domain/family-request";

const PAGE = 50;
const LINE = "civil-affairs";

export interface RequestsInView {
  readonly open: readonly ListedRequest[];
  readonly closed: readonly ListedRequest[];
  readonly counts: requests.OpenRequests;
  readonly next: requests.RequestTurn | null;
  readonly people: Readonly<Record<string, string>>;
  readonly phones: readonly { readonly areaCode: string; readonly phone: string }[];
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
      people: await requests.namesOfStaff(
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
    readonly kind: StepKind;
    readonly doneAt: string;
    readonly doneBy: string | null;
    readonly note: string | null;
  }[];
  readonly people: Readonly<Record<string, string>>;
  readonly mayAct: boolean;
  readonly mayOpen: boolean;
}

/** One request with what was done; null where there is none the actor may see. */
export function requestInView(actor: Actor, city: City, id: string): Promise<RequestInView | null> {
  if (!isUuid(id)) return Promise.resolve(null);
  return inUnitOfWork(actor, async (uow) => {
    const request = await requests.findRequest(uow, city.code, id);
    if (!request) return null;
    const steps = await requests.stepsOf(uow, id);
    return {
      request,
      steps: steps.map(({ noteCipher, ...step }) => ({
        ...step,
        note: noteCipher === null ? "" : unlessUnopened(() => openValue(noteCipher, stepPlaceOf(step.id))),
      })),
      people: await requests.namesOfStaff(
        uow,
        steps.map(({ doneBy }) => doneBy),
      ),
      mayAct: mayIn(actor, "act:work-orders", request.areaCode, LINE),
      mayOpen: mayIn(actor, "open:sensitive", request.areaCode, LINE),
    };
  });
}

/** Who asked and about whom, for a stated reason that is put on record before it is shown. */
export async function openRequest(actor: Actor, id: string, wish: OpeningWish): Promise<Verdict<FamilySaid, OpeningRefusal>> {
  const opened = await openSensitive(
    actor,
    {
      ...{ kind: "family-request", id, field: "said", permission: "read:work-orders" },
      async find(uow) {
        const [place, open] = [await requests.placeOfRequest(uow, id), await requests.saidOfRequest(uow, id)];
        return place && open && { ...place, line: LINE, open };
      },
    },
    wish,
  );
  return opened.ok ? granted(JSON.parse(opened.value) as FamilySaid) : opened;
}

/** Whether there is anything for the actor in a city at all. */
export const mayReadRequests = (actor: Actor, city: City): boolean => maySomewhereIn(actor, "read:work-orders", city.code);
