import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { now, today } from "~/platform/clock.server";
import { linkCookie } from "~/platform/link-cookie.server";
import { isLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { blindIndexOf } from "~/platform/sealed-value.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { validate as isUuid } from "uuid";
import { alertOfSecret, confirmAlertRow, endAlertRow, keepLook, placeOfAlert } from "../data/alerts.server";
import { dropMessages } from "../data/messages.server";
import { lookAt } from "../domain/vacancy-alert";
import { alertKeeper } from "./alert-keeper.server";
import { watchedClasses } from "./watched-classes.server";

export const alertCookie = linkCookie("alert");
const KEEPER = alertKeeper("alert-link");

/** What stops an alert and can do nothing else: it stands in letters, and in the address that a mailbox asks by itself. */
export const stopToken = (id: string): string => `${id}.${blindIndexOf("alert.stop", id)}`;

/** Says yes by opening the link of the letter: from then on, and of what opens from then on, they are told. */
export async function openAlert(secret: string): Promise<boolean> {
  const alert = isLinkSecret(secret) ? await inUnitOfWork(KEEPER, (uow) => alertOfSecret(uow, secretHash(secret))) : null;
  if (!alert) return false;
  if (alert.confirmedAt || alert.endedAt) return true;
  const city = await cityByCode(alert.cityCode);
  const first = city ? await watchedClasses(city, alert) : [];
  await inUnitOfWork(KEEPER, async (uow) => {
    const at = now();
    if (!city || !(await confirmAlertRow(uow, alert.id, at))) return;
    await keepLook(uow, alert.id, lookAt(first, new Map(), true), { at, day: today(city.timeZone) });
  });
  return true;
}

export async function alertBehind(secret: string) {
  const alert = isLinkSecret(secret) ? await inUnitOfWork(KEEPER, (uow) => alertOfSecret(uow, secretHash(secret))) : null;
  const city = alert && (await cityByCode(alert.cityCode));
  if (!alert || !city) return null;
  const isLive = alert.confirmedAt !== null && alert.endedAt === null && alert.endsAt > now();
  const classes = isLive ? await watchedClasses(city, alert) : [];
  const free = classes.flatMap(({ facilityId, name, vacancy }) =>
    vacancy.kind === "free" ? [{ facilityId, name, places: vacancy.places, confirmedAt: vacancy.confirmedAt.toISOString() }] : [],
  );
  const { said, minutes, channel, endsAt } = alert;
  const about = { place: said?.place ?? "", startMonth: said?.startMonth ?? "", bornMonth: said?.bornMonth ?? null };
  const facility = alert.facilityId ? (classes.find(({ facilityId }) => facilityId === alert.facilityId)?.name ?? "") : null;
  return {
    isLive,
    ...about,
    facility,
    minutes,
    channel,
    endsAt: endsAt.toISOString(),
    timeZone: city.timeZone,
    watched: classes.length,
    free,
  };
}

/** Ends the alert behind a link. */
export async function stopAlertBehind(secret: string): Promise<boolean> {
  if (!isLinkSecret(secret)) return false;
  return inUnitOfWork(KEEPER, async (uow) => {
    const alert = await alertOfSecret(uow, secretHash(secret));
    return alert !== null && stop(uow, alert.id, alert.areaCode);
  });
}

/** Ends the alert of a letter, in one tap or by the mailbox itself; twice is once. */
export async function stopAlertByToken(token: string): Promise<boolean> {
  const [id = ""] = token.split(".");
  if (!isUuid(id) || token !== stopToken(id)) return false;
  return inUnitOfWork(KEEPER, async (uow) => {
    const alert = await placeOfAlert(uow, id);
    return alert !== null && stop(uow, id, alert.areaCode);
  });
}

async function stop(uow: UnitOfWork, id: string, areaCode: string): Promise<true> {
  if (await endAlertRow(uow, id, "asked", now())) {
    await dropMessages(uow, { alertId: id }, ["alert-confirm", "alert-opened"], now());
    await recordAudit(uow, {
      action: "end:vacancy-alert",
      subject: { kind: "vacancy-alert", id },
      areaCode,
      line: "",
      result: "done",
    });
  }
  return true;
}
