import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { openSensitive, type OpeningRefusal, type OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { Line } from "~/shared/line";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { nudgesToCall } from "../data/calls.server";
import { contactedFacilities, facilityNamesById } from "../data/contacted-facility.server";
import { overdueEnquiries } from "../data/enquiries.server";
import * as messages from "../data/messages.server";
import type { MessageSaid } from "../domain/message";
import { maskedReach } from "../domain/reach";
import { questionsOfCity } from "./questions.server";

const SHOWN = 200;
const LONGEST_NOTE = 300;

/** 待电话通知: whom to call, why and by when; operators that owe an answer or a word; questions in public that wait. */
export const callsToMake = (actor: Actor, city: City, areaCode: string) =>
  inUnitOfWork(actor, async (uow) => {
    const at = now();
    const calls = await messages.callsWaiting(uow, city.code, areaCode || city.code, SHOWN);
    const late = await overdueEnquiries(uow, { cityCode: city.code, areaCode, at }, SHOWN);
    const nudges = await nudgesToCall(uow, city.code, areaCode || city.code, today(city.timeZone), SHOWN);
    const questions = await questionsOfCity(uow, city.code, areaCode);
    const ids = [...calls, ...late, ...nudges, ...questions].flatMap(({ facilityId }) => facilityId ?? []);
    const names = await facilityNamesById(uow, ids);
    const phones = new Map((await contactedFacilities(uow, ids, today(city.timeZone))).map(({ id, phone }) => [id, phone]));
    const facilityOf = (id: string | null) => ({
      facility: id === null ? "" : (names.get(id) ?? ""),
      facilityPhone: id === null ? null : (phones.get(id) ?? null),
    });
    return {
      now: at.getTime(),
      calls: calls.map(({ id, kind, areaCode: area, line, language, dueBy, madeAt, failed, tries, said, note, facilityId }) => ({
        ...{ id, kind, language, failed, tries, note, ...facilityOf(facilityId), area },
        ...{
          dueBy: (dueBy ?? madeAt).toISOString(),
          when: said?.params.when ?? null,
          places: said?.params.places ?? null,
          month: said?.params.month ?? null,
        },
        ...{ masked: said && said.to.kind !== "group" ? maskedReach({ kind: said.to.kind, to: said.to.to }) : null },
        mayAct: mayIn(actor, "act:enquiries", area, line as Line),
      })),
      late: late.map(({ id, reference, answerBy, facilityId }) => ({
        id,
        reference,
        answerBy: answerBy.toISOString(),
        ...facilityOf(facilityId),
      })),
      nudges: nudges.map(({ id, madeAt, step, facilityId }) => ({
        id,
        step,
        madeAt: madeAt.toISOString(),
        facilityId,
        ...facilityOf(facilityId),
      })),
      questions: questions.map(({ id, asked, askedAt, facilityId }) => ({
        id,
        asked,
        askedAt: askedAt.toISOString(),
        facility: names.get(facilityId) ?? "",
      })),
    };
  });

/** The number, or the mailbox, and what is to be said: for a stated reason that is put on record before it is shown. */
export async function openCall(actor: Actor, id: string, wish: OpeningWish): Promise<Verdict<MessageSaid, OpeningRefusal>> {
  if (!isUuid(id)) return refused({ kind: "not-there" });
  const opened = await openSensitive(
    actor,
    {
      ...{ kind: "message", id, field: "said", permission: "act:enquiries" as const },
      async find(uow) {
        const call = await messages.findCall(uow, id);
        return call && { areaCode: call.areaCode, line: call.line as Line, open: call.open };
      },
    },
    wish,
  );
  return opened.ok ? granted(JSON.parse(opened.value) as MessageSaid) : opened;
}

export interface CallRefusal {
  readonly kind: "not-there" | "not-permitted" | "result-unknown";
}

const RESULTS = ["reached", "no-answer", "not-needed"] as const;

/** What came of a call: reached ends it, no answer keeps it on the list. */
export function noteCallMade(actor: Actor, id: string, result: string, typed: string): Promise<Verdict<null, CallRefusal>> {
  const known = RESULTS.find((one) => one === result);
  if (!isUuid(id)) return Promise.resolve(refused({ kind: "not-there" }));
  if (!known) return Promise.resolve(refused({ kind: "result-unknown" }));
  return inUnitOfWork<Verdict<null, CallRefusal>>(actor, async (uow) => {
    const call = await messages.findCall(uow, id);
    if (!call) return refused({ kind: "not-there" });
    const { areaCode } = call;
    const line = call.line as Line;
    if (!mayIn(actor, "act:enquiries", areaCode, line)) return refused({ kind: "not-permitted" });
    const note = [...typed.trim()].slice(0, LONGEST_NOTE).join("");
    if (!(await messages.noteCallRow(uow, id, { result: known, note, at: now() }))) return refused({ kind: "not-there" });
    const subject = { kind: "message", id };
    await recordAudit(uow, { action: "note:call", subject, areaCode, line, result: "done", facts: { result: known } });
    return granted(null);
  });
}
