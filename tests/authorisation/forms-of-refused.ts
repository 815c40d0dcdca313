import { hashOfSent } from "~/modules/visits/data/care-refusals.server";
import { ticketFor } from "~/modules/visits/use-cases/care-ticket.server";
import { plainWords, sealRecord } from "~/offline/seal-record";
import { today } from "~/platform/clock.server";
import { boxKeyInForce } from "~/platform/sealed-box.server";
import { TOWN } from "../modules/catalog/factories/catalog-city";
import { type FilledIn, isGone, type Records } from "./filled-in";
import { RESIDENT, residentAsItWas, STREET, VISITS_THERE } from "./residents-on-record";
import { LINE } from "./town-on-record";

export const REFUSED = "00000000-0000-7000-8000-0000000b1d01";
const RECORD = "00000000-0000-4000-8000-0000000b1d02";

/** A visit a phone sent and that was refused, for whoever wrote it was not sent there then; now they are. */
export async function putRefused(sql: Records["sql"]): Promise<void> {
  const beganAt = new Date(Date.now() - 3_600_000).toISOString();
  const said = {
    ...{
      clientId: RECORD,
      residentId: RESIDENT,
      plannedVisitId: null,
      authorId: null,
      capturedAt: beganAt,
      beganAt,
      device: "phone",
    },
    ...{ minutes: 20, outcome: "seen", offsetSeconds: null, channel: "home", purpose: "check", findings: [] },
    body: { looked: {}, needs: "", note: "示例" },
  };
  const ticket = ticketFor({ personId: VISITS_THERE, cityCode: TOWN.code, day: today(TOWN.timeZone) });
  const words = plainWords({ ticket, said, doorCode: null, isLate: false });
  const { keyId, enc, text } = await sealRecord({ kind: "visit", id: RECORD }, words, await boxKeyInForce());
  await residentAsItWas(sql);
  await sql`UPDATE resident SET responsible_id = ${VISITS_THERE} WHERE id = ${RESIDENT}`;
  await sql`DELETE FROM care_refusal`;
  await sql`
    INSERT INTO care_refusal (id, record_id, kind, key_id, enc, text, sent_hash, why, city_code, line, area_code, author_id, resident_id, uploader_id, sent_at)
    VALUES (${REFUSED}, ${RECORD}, 'visit', ${keyId}, ${enc}, ${text}, ${hashOfSent({ keyId, enc, text })}, 'not-permitted', ${TOWN.code}, ${LINE}, ${STREET}, ${VISITS_THERE}, ${RESIDENT}, ${VISITS_THERE}, now())`;
}

/** What is done about records that were refused. */
export function formsOfRefused({ sql }: Records): FilledIn[] {
  const page = { route: "visits.refused.$id", params: { id: REFUSED } };
  const put = (typed: Record<string, string>) => async () => (await putRefused(sql), typed);
  const settled = (how: "accepted" | "laid_aside") => async () =>
    !(await isGone(sql`SELECT FROM care_refusal WHERE id = ${REFUSED} AND ${sql(`${how}_at`)} IS NOT NULL`));
  return [
    { ...page, says: "a refused record opened", intent: "open", form: put({ reason: "inspection" }) },
    { ...page, says: "a refused record taken in", intent: "take-in", form: put({}), did: settled("accepted") },
    {
      ...page,
      says: "a refused record laid aside",
      intent: "lay-aside",
      form: put({ why: "not-made" }),
      did: settled("laid_aside"),
    },
  ];
}
