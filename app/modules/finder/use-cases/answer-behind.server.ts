import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { cityIn } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { blindIndexOf } from "~/platform/sealed-value.server";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { validate as isUuid } from "uuid";
import { contactedFacilities, facilityNamesById } from "../data/contacted-facility.server";
import { answerOf } from "../data/enquiries.server";

const whole = systemActor("answer-link");
const READER = { ...whole, scope: { "read:enquiries": whole.scope["read:enquiries"] ?? "" } };

/** What shows one answer and can do nothing else: it stands in a text message, whose template holds no words of a person. */
export const answerToken = (id: string): string => `${id}.${blindIndexOf("enquiry.answer", id)}`;

/** The answer to an enquiry, without what was asked or by whom; null where the link opens nothing (any more). */
export function answerBehind(token: string) {
  const [id = ""] = token.split(".");
  if (!isUuid(id) || token !== answerToken(id)) return Promise.resolve(null);
  return inUnitOfWork(READER, async (uow) => {
    const found = await answerOf(uow, id);
    if (!found) return null;
    const { facilityId, cityCode, reference, answeredAt, answer } = found;
    const timeZone = (await cityIn(uow, cityCode))?.timeZone ?? "UTC";
    const [open] = await contactedFacilities(uow, [facilityId], today(timeZone));
    const facility = open?.name ?? (await facilityNamesById(uow, [facilityId])).get(facilityId) ?? "";
    return {
      facility,
      facilityId,
      phone: open?.phone ?? null,
      reference,
      answer,
      answeredAt: answeredAt.toISOString(),
      timeZone,
    };
  });
}
